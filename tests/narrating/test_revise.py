from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.narrating.revise import Revision, revise
from audio_edition.narrating.script_file import read_script, write_script
from audio_edition.narrating.warnings.placing import place_warnings
from audio_edition.script import (
    Chapter,
    ContentWarning,
    Evidence,
    Role,
    Script,
    Segment,
    Severity,
    Skipped,
    WarningStatus,
)
from tests.narrating.scripts import decide, told

MONDAY = "The court sat on Monday in the hall above the harbour."
TUESDAY = "The court sat on Tuesday in the hall above the harbour."
OTHER = "Nobody had asked the cook what he thought of it."
THIRD = "Seven men were heard before noon."


def by_text(script: Script, text: str) -> Segment:
    return next(s for s in script.segments if s.text == text)


def test_a_script_nobody_touched_stays_as_it_is() -> None:
    script = told(("One", [MONDAY, OTHER]), ("Two", [THIRD]))
    assert revise(script, script) == Revision(script, (), (), (), 5)


def test_a_changed_sentence_keeps_its_id_and_decisions_but_an_old_override_is_not_said() -> None:
    old = decide(told(("One", [OTHER, MONDAY, THIRD])), MONDAY, say="Mon day", note="why")
    made = revise(old, told(("One", [OTHER, TUESDAY, THIRD])))
    segment = made.script.segments[2]
    assert segment.id == old.segments[2].id
    assert segment.text == TUESDAY
    assert (segment.say, segment.say_for, segment.note) == ("Mon day", MONDAY, "why")
    assert segment.voiced == TUESDAY
    assert len(made.outdated) == 1
    assert segment.id in made.outdated[0]
    assert "Mon day" in made.outdated[0]
    assert [(c.kind, c.before, c.after) for c in made.changes] == [("changed", MONDAY, TUESDAY)]
    again = revise(read_script(write_script(made.script), "x"), told(("One", [TUESDAY])))
    assert again.outdated == made.outdated


def test_a_sentence_half_rewritten_in_its_place_is_the_same_but_another_one_is_new() -> None:
    old = decide(told(("One", [OTHER, MONDAY, THIRD])), MONDAY, note="kept")
    rewritten = "In the hall above the harbour, the judges met again on Tuesday."
    made = revise(old, told(("One", [OTHER, rewritten, THIRD])))
    assert made.script.segments[2].note == "kept"
    another = "It rained for most of that week, and few people came."
    made = revise(old, told(("One", [OTHER, another, THIRD])))
    assert made.script.segments[2].note == ""
    assert [c.kind for c in made.changes] == ["new", "removed"]


def test_an_override_is_said_again_when_its_words_return_or_the_editor_confirms_it() -> None:
    old = decide(told(("One", [MONDAY])), MONDAY, say="Mon day")
    changed = revise(old, told(("One", [TUESDAY]))).script
    back = revise(changed, told(("One", [MONDAY])))
    assert (back.script.segments[1].voiced, back.outdated) == ("Mon day", ())
    assert back.script.segments[1].say_for == ""
    without = [line for line in write_script(changed).splitlines() if "say_for" not in line]
    confirmed = read_script("\n".join(without), "x")
    kept = revise(confirmed, told(("One", [TUESDAY])))
    assert (kept.script.segments[1].voiced, kept.outdated) == ("Mon day", ())


def test_a_moved_section_keeps_everything() -> None:
    old = told(("One", [MONDAY, "Yes."]), ("Two", [OTHER, "Yes."]), ("Three", [THIRD]))
    old = decide(old, OTHER, read=False)
    two = replace(old.chapters[1], note="mine", title="Mine", article_title="Two")
    two = replace(two, segments=(*two.segments[:2], replace(two.segments[2], note="second yes")))
    old = replace(old, chapters=(old.chapters[0], two, old.chapters[2]))
    new = told(("Two", [OTHER, "Yes."]), ("One", [MONDAY, "Yes."]), ("Three", [THIRD]))
    made = revise(old, new)
    assert made.script.chapters[0] == two
    assert made.script.chapters[1] == old.chapters[0]
    assert {c.kind for c in made.changes} == {"moved"}
    assert made.reused == 5


def test_a_chapter_keeps_its_id_when_its_heading_changes() -> None:
    old = told(("The problem", [MONDAY]), ("What now", [OTHER]))
    made = revise(old, told(("A different matter", [MONDAY]), ("What now", [OTHER])))
    assert [c.id for c in made.script.chapters] == ["c-the-problem", "c-what-now"]
    assert made.script.chapters[0].title == "A different matter"
    assert [s.id for s in made.script.segments] == [s.id for s in old.segments]


def test_a_new_chapter_put_in_takes_no_other_chapters_id() -> None:
    old = told(("One", [MONDAY, OTHER, THIRD]))
    new = told(("One", [MONDAY]), ("More", [OTHER, THIRD]))
    assert [c.id for c in revise(old, new).script.chapters] == ["c-one", "c-more"]


def test_decisions_whose_words_are_gone_are_set_aside_told_once_and_come_back() -> None:
    full = told(("One", [MONDAY, OTHER]), ("Two", [THIRD]))
    old = decide(full, OTHER, pause_override_ms=900, note="think")
    old = replace(old, chapters=(old.chapters[0], replace(old.chapters[1], note="last")))
    gone = revise(old, told(("One", [MONDAY])))
    assert len(gone.removed) == 2
    assert "900 ms, note “think”" in gone.removed[0]
    assert "Two" in gone.removed[1]
    kept = read_script(write_script(gone.script), "x")
    assert kept == gone.script
    still = revise(kept, told(("One", [MONDAY])))
    assert (still.removed, still.script) == ((), gone.script)
    back = revise(kept, full)
    assert back.script == old


def test_a_sentence_that_stands_often_keeps_its_decisions_in_its_place() -> None:
    sentences = ["Yes.", MONDAY, "Yes.", OTHER, "Yes."]
    old = told(("One", sentences))
    noted = replace(old.segments[3], note="the second")
    old = replace(
        old,
        chapters=(
            replace(old.chapters[0], segments=(*old.segments[:3], noted, *old.segments[4:])),
        ),
    )
    new = told(("One", ["Yes.", "Yes.", MONDAY, "Yes.", OTHER, "Yes."]))
    notes = [s.note for s in revise(old, new).script.segments]
    assert notes == ["", "", "", "", "the second", "", ""]


def test_a_new_segment_never_takes_an_id_that_is_in_use() -> None:
    old = told(("One", [MONDAY, OTHER]))
    changed = revise(old, told(("One", [TUESDAY, OTHER]))).script
    made = revise(changed, told(("One", [TUESDAY, OTHER, MONDAY]))).script
    ids = [s.id for s in made.segments]
    assert len(set(ids)) == len(ids)
    assert ids[3] == f"{ids[1]}-2"


def test_what_names_segments_names_them_by_the_ids_they_have_kept() -> None:
    old = told(("One", [MONDAY]))
    new = told(("One", [TUESDAY]))
    name = new.segments[1].id
    evidence = (Evidence(name, "sat", "violence", "violence/sat"),)
    warning = ContentWarning(("violence",), Severity.MILD, "It sits.", evidence=evidence)
    new = replace(
        new,
        warning=warning,
        skipped=(Skipped(1, 2, "footnote", name),),
        chapters=(replace(new.chapters[0], warning=warning),),
    )
    made = revise(old, new).script
    kept = old.segments[1].id
    assert made.warning is not None
    assert made.warning.evidence[0].segment == kept
    assert made.chapters[0].warning == made.warning
    assert made.skipped == (Skipped(1, 2, "footnote", kept),)


# ---------------------------------------------------------------- any sequence of edits

Words = tuple[str, ...]


class Desk:
    """An article and its script, changed by two people in any order."""

    def __init__(self) -> None:
        self.chapters: list[tuple[str, list[int]]] = []
        self.words: dict[int, list[str]] = {}
        self.built: dict[int, str] = {}
        self.changes: dict[int, int] = {}
        self.decisions: dict[int, tuple[str, str, bool | None]] = {}
        self.gone: list[int] = []
        self.fresh = 0
        self.script: Script | None = None

    def text(self, sentence: int) -> str:
        return " ".join(self.words[sentence]) + "."

    def new_word(self) -> str:
        self.fresh += 1
        return f"word{self.fresh}"

    def insert(self, chapter: int, at: int) -> None:
        sentence = len(self.words)
        self.words[sentence] = [self.new_word() for _ in range(8)]
        self.place(chapter, at, sentence)

    def place(self, chapter: int, at: int, sentence: int) -> None:
        if not self.chapters:
            self.chapters.append((f"Heading {self.new_word()}", []))
        inside = self.chapters[chapter % len(self.chapters)][1]
        inside.insert(at % (len(inside) + 1), sentence)

    def pick(self, at: int) -> int | None:
        present = [s for _, inside in self.chapters for s in inside]
        return present[at % len(present)] if present else None

    def take(self, at: int) -> int | None:
        if (sentence := self.pick(at)) is not None:
            for _, inside in self.chapters:
                if sentence in inside:
                    inside.remove(sentence)
        return sentence

    def do(self, what: str, one: int, other: int) -> None:
        if what == "insert":
            self.insert(one, other)
        elif what == "delete" and (sentence := self.take(one)) is not None:
            self.gone.append(sentence)
        elif what == "return" and self.gone:
            sentence = self.gone.pop(one % len(self.gone))
            if sentence in self.built:
                self.words[sentence] = self.built[sentence][:-1].split(" ")
            self.changes[sentence] = 2  # what is set aside comes back with its own words only
            self.place(one, other, sentence)
        elif what == "move" and (sentence := self.take(one)) is not None:
            self.place(other, one, sentence)
        elif what == "change" and (sentence := self.pick(one)) is not None:
            if self.changes.get(sentence, 0) < 2:
                self.changes[sentence] = self.changes.get(sentence, 0) + 1
                self.words[sentence][other % 8] = self.new_word()
        elif what == "add heading":
            self.chapters.insert(one % (len(self.chapters) + 1), (f"On {self.new_word()}", []))
        elif what == "move chapter" and self.chapters:
            chapter = self.chapters.pop(one % len(self.chapters))
            self.chapters.insert(other % (len(self.chapters) + 1), chapter)
        elif what == "decide" and self.script is not None:
            self.decide(one, other)
        elif what == "build":
            self.build()

    def decide(self, one: int, other: int) -> None:
        """Decide about a sentence of the script as it was last built."""
        assert self.script is not None
        present = {s.text for s in self.script.segments}
        known = [s for s, text in self.built.items() if text in present]
        if known:
            sentence = known[one % len(known)]
            say = f"Say {self.new_word()}"
            read = (None, True, False)[other % 3]
            self.decisions[sentence] = (say, self.built[sentence], read)
            self.script = decide(self.script, self.built[sentence], say=say, say_for="", read=read)

    def proposed(self) -> Script:
        return told(*((title, [self.text(s) for s in inside]) for title, inside in self.chapters))

    def build(self) -> None:
        proposed = self.proposed()
        if self.script is None:
            self.script = proposed
        else:
            old = read_script(write_script(self.script), "x")
            made = revise(old, proposed)
            check(old, proposed, made)
            self.script = made.script
        for _, inside in self.chapters:
            self.built |= {s: self.text(s) for s in inside}
        self.changes = {}

    def expected(self) -> Script:
        """Return the fresh script with the decisions that have survived."""
        script = self.proposed()
        for sentence, (say, made_for, read) in self.decisions.items():
            if any(sentence in inside for _, inside in self.chapters):
                text = self.text(sentence)
                say_for = "" if text == made_for else made_for
                script = decide(script, text, say=say, say_for=say_for, read=read)
        return script


def check(old: Script, proposed: Script, made: Revision) -> None:
    """Hold a revision to what must always be so."""
    everywhere = [*made.script.segments, *(s for c in made.script.set_aside for s in c.segments)]
    ids = [s.id for s in everywhere] + [c.id for c in made.script.chapters]
    assert len(set(ids)) == len(ids)
    assert [facts(s) for s in made.script.segments] == [facts(s) for s in proposed.segments]
    before = [*old.segments, *(s for c in old.set_aside for s in c.segments)]
    kept = {s.id: s.say for s in everywhere}
    in_place = {s.id for s in made.script.segments}
    newly_aside = 0
    for segment in before:
        if segment.has_decisions:
            assert kept[segment.id] == segment.say
        newly_aside += segment.has_decisions and segment.id not in in_place
    newly_aside -= sum(len(c.segments) for c in old.set_aside)
    newly_aside += sum(s.id in in_place for c in old.set_aside for s in c.segments)
    assert len(made.removed) == newly_aside
    assert len(made.outdated) == sum(s.is_outdated for s in made.script.segments)


def facts(segment: Segment) -> tuple[object, ...]:
    return segment.role, segment.text, segment.spoken, segment.pause_after_ms, segment.voice


def decisions(segments: Sequence[Segment]) -> list[tuple[object, ...]]:
    return [(s.text, s.say, s.say_for, s.read) for s in segments]


STEPS = ["insert", "insert", "delete", "return", "move", "change", "change", "add heading"]
STEPS += ["move chapter", "decide", "decide", "build", "build"]
EDITS = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 99), st.integers(0, 99)),
    min_size=5,
    max_size=40,
)


@settings(max_examples=250)
@given(EDITS)
def test_any_sequence_of_edits_ends_in_the_fresh_script_with_the_surviving_decisions(
    edits: list[tuple[str, int, int]],
) -> None:
    desk = Desk()
    for _ in range(4):
        desk.do("insert", 0, 99)
    desk.do("build", 0, 0)
    for what, one, other in edits:
        desk.do(what, one, other)
    desk.do("build", 0, 0)
    assert desk.script is not None
    assert decisions(desk.script.segments) == decisions(desk.expected().segments)


@settings(max_examples=150)
@given(
    st.lists(st.lists(st.sampled_from(["Yes.", "No.", MONDAY, TUESDAY, OTHER]), max_size=8)),
    st.lists(st.lists(st.sampled_from(["Yes.", "No.", MONDAY, TUESDAY, OTHER]), max_size=8)),
    st.data(),
)
def test_nothing_is_lost_among_sentences_that_stand_often(
    before: list[list[str]], after: list[list[str]], data: st.DataObject
) -> None:
    old = told(*((f"Part {i % 2}", s) for i, s in enumerate(before)))

    def decided(chapter: Chapter) -> Chapter:
        segments = [
            replace(s, say=f"say {s.id}") if data.draw(st.booleans()) else s
            for s in chapter.segments
        ]
        return replace(chapter, segments=tuple(segments))

    old = replace(old, chapters=tuple(map(decided, old.chapters)))
    proposed = told(*((f"Part {i % 2}", s) for i, s in enumerate(after)))
    made = revise(old, proposed)
    check(old, proposed, made)
    assert read_script(write_script(made.script), "x") == made.script
    assert revise(made.script, proposed).script == made.script


def test_a_place_that_says_a_warning_keeps_the_editors_word_for_it() -> None:
    warning = ContentWarning(("violence",), Severity.MILD, "It tells of violence.")
    fresh = told(("One", [MONDAY]), warning=warning)
    placed = place_warnings(fresh)
    old = decide(placed, warning.spoken, say="It tells of vio lence.", pause_override_ms=2000)
    made = revise(read_script(write_script(old), "x"), fresh)
    again = place_warnings(made.script)
    assert again == old
    other = replace(warning, spoken="It tells of violence and of death.")
    made = revise(old, replace(fresh, warning=other))
    said = by_text(place_warnings(made.script), other.spoken)
    assert (said.role, said.pause_ms, said.voiced) == (Role.WARNING, 2000, other.spoken)
    assert "vio lence" in made.outdated[0]
    gone = revise(old, replace(fresh, warning=None))
    assert len(gone.removed) == 1
    assert place_warnings(revise(gone.script, fresh).script) == old


def test_a_dismissed_warning_is_not_heard() -> None:
    warning = ContentWarning(("violence",), Severity.MILD, "It tells of violence.")
    fresh = told(("One", [MONDAY]), warning=warning)
    old = replace(fresh, warning=replace(warning, status=WarningStatus.DISMISSED))
    made = place_warnings(revise(old, fresh).script)
    assert [s.role for s in made.segments] == [Role.HEADING, Role.SENTENCE]


def test_a_spoken_form_changed_in_the_script_is_written_anew_and_said_to_be() -> None:
    script = told(("One", [MONDAY, OTHER]))
    first, second = script.chapters[0].segments[-2:]
    rest = script.chapters[0].segments[:-2]
    edited = replace(first, spoken="The court sat on Moonday.")
    old = replace(script, chapters=(replace(script.chapters[0], segments=(*rest, edited, second)),))
    made = revise(old, script)
    assert made.script == script
    assert made.respoken == (first.id,)
    assert made.news == (
        f"The script had another `spoken` for {first.id}, which the rules have written anew. "
        "To have other words said, write them as `say`.",
    )


def test_a_note_on_many_spoken_forms_names_the_first() -> None:
    made = Revision(told(("One", [MONDAY])), (), (), respoken=tuple("abcdefg"))
    assert "for a, b, c, d, e and 2 more, which" in made.news[0]
