"""What the rules reach on passages written for them, so that a change cannot lose it unseen.

Those of `unseen` are for measuring: neither a rule nor the table of words was made with them.
"""

from audio_edition.narrating.warnings import assess

from .passages import passages


def test_passages_of_a_topic_are_warned_of_it() -> None:
    direct = [p for p in passages("sober") if not p.is_indirect]
    hit = [p for p in direct if set(assess(p.text).topics) & p.labels]
    assert len(hit) >= 0.88 * len(direct)


def test_harmless_passages_are_left_alone() -> None:
    harmless = passages("harmless")
    warned = [p.id for p in harmless if assess(p.text).topics]
    assert len(warned) <= 0.12 * len(harmless), warned


def test_most_topics_named_are_right() -> None:
    pairs = [(set(assess(p.text).topics), p.labels) for p in passages("sober")]
    pairs += [(set(assess(p.text).topics), frozenset()) for p in passages("harmless")]
    right = sum(len(named & labels) for named, labels in pairs)
    assert right >= 0.8 * sum(len(named) for named, _ in pairs)


def test_severity_is_mostly_right() -> None:
    made = [*passages("sober"), *passages("harmless")]
    right = sum(str(assess(p.text).severity) == p.severity for p in made)
    assert right >= 0.85 * len(made)


def test_passages_that_nothing_was_made_with() -> None:
    unseen = passages("unseen")
    direct = [p for p in unseen if p.labels and not p.is_indirect]
    right = [p for p in direct if set(assess(p.text).topics) & p.labels]
    assert len(right) >= 39 / 49 * len(direct)
    harmless = [p for p in unseen if not p.labels]
    assert sum(bool(assess(p.text).topics) for p in harmless) <= 14 / 68 * len(harmless)
    named = [(set(assess(p.text).topics), p.labels) for p in unseen]
    right_labels = sum(len(topics & labels) for topics, labels in named)
    assert right_labels >= 0.65 * sum(len(topics) for topics, _ in named)


def test_ordinary_prose_is_left_alone() -> None:
    ordinary = passages("neutral")
    warned = [p.id for p in ordinary if assess(p.text).topics]
    assert len(warned) <= 0.04 * len(ordinary), warned
