from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.pronunciation import BEGIN, pronounced, rendered, without_marks, words_alone

MARKED = "We met " + pronounced("Nguyen", "wɪn") + " in " + pronounced("New Orleans", "ɔː") + "."


def test_an_engine_that_knows_no_sounds_is_given_the_words():
    assert rendered(MARKED).text == "We met Nguyen in New Orleans."
    assert words_alone(MARKED) == "We met Nguyen in New Orleans."


def test_an_engine_that_knows_sounds_is_given_them_in_its_own_letters():
    assert rendered(MARKED, str.upper).text == "We met [[WꞮN]] in [[Ɔː]]."


def test_a_word_whose_sounds_the_engine_lacks_is_given_as_a_word():
    assert rendered(MARKED, lambda ipa: None).text == "We met Nguyen in New Orleans."


def test_brackets_of_an_article_are_never_taken_for_sounds():
    assert rendered("a [[b]] [c] [[[d]]]", str).text == "a ((b)) [c] (((d)))"
    assert rendered("a [[b]]").text == "a [[b]]"
    assert rendered("end [[", str).text == "end (("


def test_ranges_come_back_to_the_marked_text():
    said = rendered(MARKED, str)
    for word in ("We", "met", "in"):
        begin = said.text.index(word)
        first, last = said.in_marked(begin, begin + len(word))
        assert MARKED[first:last] == word
    begin = said.text.index("wɪn")
    first, last = said.in_marked(begin, begin + 3)
    assert MARKED[first:last] == pronounced("Nguyen", "wɪn")


def test_what_people_write_holds_no_marks():
    assert without_marks(pronounced("a", "b")) == "ab"


PIECES = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=("Co", "Cs")), max_size=8).map(lambda t: (t, "")),
        st.tuples(st.sampled_from(["Ghent", "New York"]), st.sampled_from(["ɡɛnt", "j ɔː"])),
    ),
    max_size=6,
)


@given(PIECES, st.sampled_from([None, str, lambda ipa: None]))
@settings(max_examples=150, deadline=None)
def test_every_character_given_to_an_engine_has_its_place_in_the_marked_text(pieces, say):
    text = "".join(pronounced(word, ipa) if ipa else word for word, ipa in pieces)
    said = rendered(text, say)
    assert BEGIN not in said.text
    at = 0
    for offset in range(len(said.text)):
        begin, end = said.in_marked(offset, offset + 1)
        assert begin < end <= len(text)
        assert begin >= at or text[begin] == BEGIN
        at = begin
    assert words_alone(text) == "".join(word for word, _ in pieces)
