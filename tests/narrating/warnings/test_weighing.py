"""Which phrases their passages bear out."""

from audio_edition.narrating.warnings.hits import Hit
from audio_edition.narrating.warnings.leaning import Leanings
from audio_edition.narrating.warnings.passages import Sentence
from audio_edition.narrating.warnings.rules import CERTAIN, LIKELY, Reason
from audio_edition.narrating.warnings.weighing import borne_out

TABLE = Leanings(
    "# a remark\n"
    "word\tweight\twar\tgrief\n"
    "*\t0\t-100\t-100\n"
    "cake\t1000\t-100\t-100\n"
    "coffin\t1000\t0\t110\n"
    "shelling\t1000\t180\t0\n"
    "trench\t1000\t180\t-60\n"
)
WAR = Reason("war/battle", "war", "a battle", 0)
GRIEF = Reason("grief/burial", "grief", "a burial", 0)


def told(*texts: str) -> list[Sentence]:
    return [Sentence(text, len(text.split())) for text in texts]


def kept(hits: list[Hit], *texts: str) -> list[Hit]:
    return borne_out(hits, told(*texts), lambda: TABLE)


def test_a_phrase_in_a_harmless_passage_is_not_believed() -> None:
    likely = Hit(0, 0, 0, WAR, LIKELY)
    assert kept([likely], "shelling cake cake cake") == []
    assert kept([likely], "shelling coffin") == [likely]


def test_a_phrase_that_counts_alone_weighs_more() -> None:
    likely, certain = Hit(0, 0, 0, WAR, LIKELY), Hit(0, 0, 0, WAR, CERTAIN)
    assert kept([likely], "shelling cake cake") == []
    assert kept([certain], "shelling cake cake") == [certain]


def test_a_phrase_that_counts_alone_makes_other_topics_less_likely() -> None:
    likely, certain = Hit(0, 1, 1, GRIEF, LIKELY), Hit(0, 0, 0, WAR, CERTAIN)
    assert kept([likely], "shelling coffin coffin cake") == [likely]
    assert kept([certain, likely], "shelling coffin coffin cake") == [certain]


def test_the_gravest_reason_is_believed_beside_what_is_named_outright() -> None:
    grave = Reason("grief/murder", "grief", "a murder", 0, gravest=True)
    war, grief = Hit(0, 0, 0, WAR, CERTAIN), Hit(0, 1, 1, grave, CERTAIN)
    assert kept([war, grief], "trench trench") == [war, grief]
    assert kept([grief], "trench cake") == []
    assert kept([war, Hit(0, 1, 1, GRIEF, CERTAIN)], "trench trench") == [war]


def test_a_passage_ends_with_its_chapter() -> None:
    sentences = told("shelling by shelling")
    sentences.append(Sentence("cake", 1, chapter=1))
    likely = Hit(1, 0, 0, WAR, LIKELY)
    assert likely not in borne_out([likely], sentences, lambda: TABLE)
