"""Scripts for tests: written by hand, and drawn by hypothesis."""

from dataclasses import replace

from hypothesis import strategies as st

from audio_edition.script import (
    Chapter,
    ChapterKind,
    ContentWarning,
    Evidence,
    Role,
    Script,
    Segment,
    Severity,
    Skipped,
    VoiceRole,
    WarningStatus,
)

NO_SURROGATES = st.characters(exclude_categories=("Cs",))
WORDS = ["the", "ship’s", "#hold:", "a", "-", "boat,", "'left'", "yes", "null"]
TEXTS = st.one_of(
    st.text(NO_SURROGATES, max_size=30),
    st.text(alphabet=" \n\t:#-'\"\\“”’{}[]>|&*!%@`,?~abcNo01é\u2028\u0085\ufeff", max_size=220),
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
)
PAUSES = st.integers(0, 60_000)
IDS = st.from_regex(r"[A-Za-z][A-Za-z0-9_.-]{0,8}", fullmatch=True)
TOPICS = st.sampled_from(["violence", "torture", "hate", "death_grief"])

SEGMENTS = st.builds(
    Segment,
    id=IDS,
    role=st.sampled_from(Role),
    text=TEXTS,
    spoken=TEXTS,
    say=st.none() | TEXTS,
    voice=st.sampled_from(VoiceRole),
    pause_after_ms=PAUSES,
    skip=st.booleans(),
    language=st.sampled_from(["", "fr", "no"]),
    note=TEXTS,
    say_for=TEXTS,
    pause_override_ms=st.none() | PAUSES,
    read=st.none() | st.booleans(),
    voice_name=st.sampled_from(["", "cue", "en-gb", "piper:en_US-joe-medium", "null"]),
)
EVIDENCE = st.builds(Evidence, segment=IDS, text=TEXTS, topic=TOPICS, rule=TEXTS)
DECIDED = [s for s in WarningStatus if s is not WarningStatus.PROPOSED]


@st.composite
def warnings(draw: st.DrawFn) -> ContentWarning:
    decided = draw(st.booleans())
    return ContentWarning(
        topics=tuple(draw(st.lists(TOPICS, min_size=1, unique=True))),
        severity=draw(st.sampled_from(Severity)),
        spoken="It tells of " + draw(TEXTS),
        status=draw(st.sampled_from(DECIDED)) if decided else WarningStatus.PROPOSED,
        terms=tuple(draw(st.lists(TEXTS, max_size=2))),
        evidence=tuple(draw(st.lists(EVIDENCE, max_size=2))),
        proposal=draw(st.sampled_from(["", "none", "12345678"])) if decided else "",
        note=draw(TEXTS),
    )


CHAPTERS = st.builds(
    Chapter,
    id=IDS,
    title=TEXTS.filter(bool),
    level=st.integers(1, 9),
    kind=st.sampled_from(ChapterKind),
    segments=st.lists(SEGMENTS, max_size=4).map(tuple),
    warning=st.none() | warnings(),
    article_title=TEXTS,
    note=TEXTS,
)


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    script = draw(
        st.builds(
            Script,
            title=TEXTS,
            language=st.sampled_from(["en", "no", "en-GB"]),
            chapters=st.lists(CHAPTERS, max_size=3).map(tuple),
            author=TEXTS,
            date=st.sampled_from(["", "2024-03-23"]),
            verbosity=st.sampled_from(["terse", "standard", "verbose"]),
            warning=st.none() | warnings(),
            metadata=st.dictionaries(TEXTS, TEXTS, max_size=2).map(lambda d: tuple(d.items())),
            voices=st.sampled_from([(), (("cue", "en-us"), ("narrator", "yes"))]),
            note=TEXTS,
            set_aside=st.lists(CHAPTERS, max_size=2).map(tuple),
        )
    )
    script = _told_apart(script)
    skipped = tuple(
        Skipped(0, 0, draw(st.sampled_from(["footnote", "code", "comment"])), s.id)
        for s in script.segments
        if draw(st.booleans())
    )
    return replace(script, skipped=skipped)


def _told_apart(script: Script) -> Script:
    """Give every chapter and segment an id of its own."""
    number = iter(range(1_000_000))

    def renamed(chapter: Chapter) -> Chapter:
        segments = tuple(replace(s, id=f"{s.id}-{next(number)}") for s in chapter.segments)
        return replace(chapter, id=f"{chapter.id}-{next(number)}", segments=segments)

    return replace(
        script,
        chapters=tuple(map(renamed, script.chapters)),
        set_aside=tuple(map(renamed, script.set_aside)),
    )


def told(*chapters: tuple[str, list[str]], warning: ContentWarning | None = None) -> Script:
    """Return a script as narrating would propose it: headings and their sentences."""
    from audio_edition.narrating.identity import Names

    names = Names()
    made = []
    for title, sentences in chapters:
        name = names.chapter(title)
        heading = Segment(names.segment("heading", title), Role.HEADING, title, title)
        rest = [Segment(names.segment("sentence", s), Role.SENTENCE, s, s) for s in sentences]
        made.append(Chapter(name, title, 1, ChapterKind.BODY, (heading, *rest)))
    return Script("A title", "en", tuple(made), warning=warning)


def decide(script: Script, text: str, **decisions: object) -> Script:
    """Return a script in which an editor has decided about the first segment of a text."""
    done = False

    def change(segment: Segment) -> Segment:
        nonlocal done
        if segment.text != text or done:
            return segment
        done = True
        return replace(segment, **decisions)  # type: ignore[arg-type]

    chapters = [replace(c, segments=tuple(map(change, c.segments))) for c in script.chapters]
    assert done
    return replace(script, chapters=tuple(chapters))
