import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.errors import SettingsError
from audio_edition.narrating.lexicon import Case, Entry, Lexicon, apply_lexicon, uses
from audio_edition.narrating.lexicon_files import read_lexicon, write_pls, write_toml
from audio_edition.pronunciation import pronounced, words_alone
from audio_edition.script import Chapter, ChapterKind, Role, Script, Segment


def say(text, say_as, case=Case.SMART):
    return Entry(text, say_as, "", case)


def ipa(text, sounds):
    return Entry(text, "", sounds)


def script(*spoken, **fields):
    segments = tuple(
        Segment(f"s{i}", Role.SENTENCE, text, text, **fields) for i, text in enumerate(spoken)
    )
    return Script("T", "en-GB", (Chapter("c", "C", 1, ChapterKind.BODY, segments),))


@pytest.mark.parametrize(
    ("entries", "text", "voiced"),
    [
        ([say("Ghent", "Gent")], "In Ghent, Ghents and aGhent.", "In Gent, Ghents and aGhent."),
        ([say("Ghent", "Gent")], "Ghent’s docks, Ghent-born.", "Gent’s docks, Gent-born."),
        ([say("Ghent", "Gent")], "ghent and GHENT", "ghent and GHENT"),
        ([say("sri lanka", "shree lanka")], "Sri Lanka or SRI LANKA", "shree lanka or shree lanka"),
        ([say("polish", "pollish", Case.EXACT)], "Polish polish", "Polish pollish"),
        ([say("York", "Yawk"), say("New York", "Noo Yawk")], "York, New York", "Yawk, Noo Yawk"),
        ([say("read", "reed"), say("Read", "Red")], "read Read", "reed Red"),
        ([say("Bath", "Barth"), say("Bath", "Bath")], "Bath", "Bath"),
        ([say("BBC", "Beeb")], "The B-B-C and BBC.", "The Beeb and Beeb."),
        ([say("IT", "eye tee")], "It was it; our I-T is it.", "It was it; our eye tee is it."),
        ([say("NO", "nitric oxide")], "No, no.", "No, no."),
        ([say("Siân", "Sharn")], "Siân Siâned", "Sharn Siâned"),
        ([say("C++", "see plus plus")], "Write C++, not C.", "Write see plus plus, not C."),
    ],
)
def test_whole_words_and_phrases_are_respelled(entries, text, voiced):
    assert Lexicon(tuple(entries)).voiced(text) == voiced


def test_sounds_stand_beside_the_word_with_its_possessive():
    lexicon = Lexicon((ipa("Nguyen", "wɪn"), ipa("Marsh", "mɑːʃ"), ipa("Pratt", "pɹæt")))
    assert lexicon.voiced("Nguyen’s") == pronounced("Nguyen’s", "wɪnz")
    assert lexicon.voiced("Marsh's") == pronounced("Marsh's", "mɑːʃɪz")
    assert lexicon.voiced("Pratt’s") == pronounced("Pratt’s", "pɹæts")


def test_the_script_stays_readable_and_only_touched_segments_change():
    before = script("In Ghent.", "In York.")
    after = apply_lexicon(before, Lexicon((say("Ghent", "Gent"),)))
    first, second = after.segments
    assert (first.voiced, first.given) == ("In Ghent.", "In Gent.")
    assert second is before.segments[1]


def test_what_a_lexicon_did_before_does_not_stay():
    before = apply_lexicon(script("In Ghent."), Lexicon((say("Ghent", "Gent"),)))
    assert apply_lexicon(before, Lexicon()).segments[0].given == "In Ghent."


def test_an_editors_words_are_pronounced_too():
    edited = script("In G.", say="In Ghent.")
    assert apply_lexicon(edited, Lexicon((say("Ghent", "Gent"),))).segments[0].given == "In Gent."


def test_passages_in_other_languages_are_left_alone():
    french = script("Paris", language="fr")
    lexicon = Lexicon((say("Paris", "Parris"),))
    assert apply_lexicon(french, lexicon).segments[0].given == "Paris"
    assert uses(french, lexicon)[0].segments == ()


def test_marks_that_an_article_holds_are_no_sounds():
    smuggled = script("See " + pronounced("this", "ðat") + ".")
    assert apply_lexicon(smuggled, Lexicon()).segments[0].given == "See thisðat."


def test_uses_name_the_segments_of_every_entry_and_entries_without_any():
    lexicon = Lexicon((say("Ghent", "Gent"), say("Oslo", "Oz-lo"), say("in", "inn")))
    found = uses(script("In Ghent.", "Ghent, Ghent.", "York."), lexicon)
    assert [[s.id for s in use.segments] for use in found] == [["s0", "s1"], [], ["s0"]]


@given(
    st.lists(
        st.sampled_from(["Ghent", "New", "York", "’s", " ", ", ", "B-B-C", "x", "é"]), max_size=9
    ),
    st.lists(st.sampled_from(["Ghent", "New York", "York", "BBC", "x"]), unique=True),
)
@settings(max_examples=150, deadline=None)
def test_with_sounds_no_word_is_lost_or_changed(parts, words):
    text = "".join(parts)
    lexicon = Lexicon(tuple(ipa(word, "wɪn") for word in words))
    assert words_alone(lexicon.voiced(text)) == text


TOML = """
[say]
Ghent = "Gent"
"sri  lanka" = "shree lanka"
[ipa]
Nguyen = "/wɪn/"
[exact.say]
polish = "pollish"
""".encode()
PLS = """<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
         alphabet="ipa" xml:lang="en-GB">
  <metadata/>
  <lexeme><grapheme>Ghent</grapheme><alias>Gent</alias></lexeme>
  <lexeme>
    <grapheme>colour</grapheme><grapheme>color</grapheme>
    <phoneme>kɒlə</phoneme><phoneme prefer="true">ˈkʌlə</phoneme><alias>cull a</alias>
  </lexeme>
</lexicon>""".encode()


def test_a_toml_lexicon_is_read():
    found = read_lexicon(TOML, "l.toml")
    assert [(e.text, e.say, e.ipa, e.case) for e in found] == [
        ("Ghent", "Gent", "", Case.SMART),
        ("sri lanka", "shree lanka", "", Case.SMART),
        ("Nguyen", "", "wɪn", Case.SMART),
        ("polish", "pollish", "", Case.EXACT),
    ]


def test_a_pls_lexicon_is_read_with_its_preferred_pronunciation():
    found = read_lexicon(PLS, "l.pls")
    assert [(e.text, e.say, e.ipa) for e in found] == [
        ("Ghent", "Gent", ""),
        ("colour", "", "ˈkʌlə"),
        ("color", "", "ˈkʌlə"),
    ]


def without_source(entries):
    return sorted((e.text, e.say, e.ipa, e.case) for e in entries)


def test_a_lexicon_is_the_same_after_writing_and_reading():
    entries = read_lexicon(TOML, "l.toml")
    through_pls = read_lexicon(write_pls(entries, "en"), "l.pls")
    through_toml = read_lexicon(write_toml(entries), "l.toml")
    assert without_source(through_pls) == without_source(through_toml) == without_source(entries)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("l.toml", b"[say]\nGhent Gent", "not valid TOML"),
        ("l.toml", b"[words]\nGhent = 'Gent'", "'words'"),
        ("l.toml", b"Ghent = 'Gent'", "'Ghent'"),
        ("l.toml", b"[say]\nGhent = 3", "'Ghent'"),
        ("l.toml", b"[say]\nGhent = ''", "'Ghent'"),
        ("l.toml", b"exact = 3", "exact"),
        ("l.toml", b"[say]\nA = 'a'\n[ipa]\nA = 'a'", "both"),
        ("l.toml", b"\xff", "not valid TOML"),
        ("l.pls", b"<lexicon", "not well-formed"),
        ("l.pls", b"<lexicon/>", "no pronunciation lexicon"),
        ("l.pls", PLS.replace(b'"ipa"', b'"x-sampa"'), "another alphabet"),
        ("l.pls", PLS.replace(b"<alias>Gent</alias>", b""), "without a grapheme"),
    ],
)
def test_a_damaged_lexicon_is_refused_with_what_is_wrong(name, data, said):
    with pytest.raises(SettingsError) as caught:
        read_lexicon(data, name)
    assert name in str(caught.value)
    assert said in str(caught.value)
    assert caught.value.exit_code == 6


def test_entities_of_a_pls_file_do_not_reach_for_files():
    bomb = PLS.replace(
        b"<lexicon ", b'<!DOCTYPE lexicon [<!ENTITY x SYSTEM "file:///etc/passwd">]><lexicon ', 1
    ).replace(b"<alias>Gent</alias>", b"<alias>Gent&x;</alias>")
    with pytest.raises(SettingsError, match="entity"):
        read_lexicon(bomb, "l.pls")
