"""Answers are recalled if the question is the same, and only then."""

from hypothesis import given
from hypothesis import strategies as st

from audio_edition.recall import Answers, load, recall, recall_table, recalling

QUESTIONS = st.lists(st.text(max_size=8), max_size=12)


def answered(known: bytes, questions: list[str]) -> tuple[bytes, list[str], list[object]]:
    """Return what is kept after some questions, those worked out, and the answers."""
    worked: list[str] = []

    def work(question: str) -> list[object]:
        worked.append(question)
        return [question.upper(), len(question), None]

    answers = Answers(load(known), lambda name, make: make())
    with recalling(answers):
        given_back = [recall("shouted", q, lambda q=q: work(q)) for q in questions]
    assert answers.is_news == bool(worked)
    return answers.dump(), worked, list(given_back)


@given(first=QUESTIONS, then=QUESTIONS)
def test_only_what_was_not_asked_before_is_worked_out(first: list[str], then: list[str]) -> None:
    kept, worked, _ = answered(b"", first)
    assert worked == list(dict.fromkeys(first))
    again, worked, answers = answered(kept, then)
    assert worked == [q for q in dict.fromkeys(then) if q not in first]
    assert answers == [[q.upper(), len(q), None] for q in then]
    assert load(again).get("shouted", {}).keys() == set(then)


def test_functions_do_not_share_answers() -> None:
    answers = Answers({"a": {"q": 1}}, lambda name, make: make())
    with recalling(answers):
        assert (recall("a", "q", lambda: 2), recall("b", "q", lambda: 2)) == (1, 2)


def test_without_answers_everything_is_worked_out() -> None:
    with recalling(Answers({"a": {"q": 1}}, lambda name, make: "kept")):
        assert recall_table("t", lambda: "made") == "kept"
    assert recall("a", "q", lambda: 2) == 2
    assert recall_table("t", lambda: "made") == "made"


def test_what_is_no_answers_is_nothing_known() -> None:
    for data in (b"", b"\xff", b"[]", b'{"a": 1}', b'{"a": {"q"'):
        assert load(data) == {}
