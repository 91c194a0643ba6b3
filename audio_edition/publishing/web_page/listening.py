"""What on the page has to do with time: sources, chapters, and the transcript's sentences."""

from audio_edition.article import Span
from audio_edition.edition import Edition, TimedChapter, TimedSegment
from audio_edition.publishing.body_html import NOTICE, section_html
from audio_edition.publishing.inline import escaped, inline_html
from audio_edition.publishing.languages import in_english, marked
from audio_edition.publishing.structure import Section, sections
from audio_edition.publishing.times import milliseconds, seconds, short_clock, spoken_length
from audio_edition.publishing.warned import warning_of

SOURCE_TYPES = {"m4b": "audio/mp4", "mp3": "audio/mpeg", "opus": "audio/ogg"}
"""Format and media type, in the order browsers try them: MP4 is the most exact to seek in."""
LINKABLE = ("mp3", "m4b", "opus")
"""Formats by how surely a browser plays a link to them, the surest first."""
TOP = 2
"""Level of the title in the transcript: the page's own is above it."""


def source_tags(edition: Edition) -> str:
    """Return a source element for every format there is."""
    return "\n".join(
        f'<source src="{edition.slug}.{name}" type="{kind}">'
        for name, kind in SOURCE_TYPES.items()
        if name in edition.formats
    )


def moment(edition: Edition, samples: int) -> str:
    """Return the address of a moment of the recording."""
    name = next(f for f in LINKABLE if f in edition.formats)
    return f"{edition.slug}.{name}#t={seconds(samples, edition.timeline.sample_rate_hz):.3f}"


def chapter_list(edition: Edition) -> str:
    """Return the chapters with when each begins, how long it lasts and what it warns of."""
    items = "\n".join(_chapter_item(edition, c) for c in edition.timeline.chapters)
    english = in_english(edition.script.language)
    return (
        f'<nav aria-labelledby="chapters-title">\n<h2 id="chapters-title"{english}>Chapters</h2>\n'
        f'<ol class="chapters">\n{items}\n</ol>\n</nav>'
    )


def _chapter_item(edition: Edition, chapter: TimedChapter) -> str:
    rate_hz, english = edition.timeline.sample_rate_hz, in_english(edition.script.language)
    begin = short_clock(milliseconds(chapter.begin_samples, rate_hz))
    length = spoken_length(milliseconds(chapter.end_samples - chapter.begin_samples, rate_hz))
    warning = ""
    if _warns(chapter) and chapter.warning is not None:
        warning = (
            f' <span class="warned"{english}>Warning: '
            f"{escaped(', '.join(chapter.warning.named))}.</span>"
        )
    title = escaped(" ".join(chapter.title.split()))
    return (
        f'<li class="level-{min(chapter.level, 4)}"><a href="#{chapter.id}">{title}</a> '
        f'<span class="when"{english}>at {begin}, lasts {length}.</span>{warning}</li>'
    )


def _warns(chapter: TimedChapter) -> bool:
    return chapter.warning is not None and chapter.warning.is_heard


def transcript(edition: Edition) -> str:
    """Return all that is heard, every sentence a link to its moment."""
    chapters, english = edition.timeline.chapters, in_english(edition.script.language)
    following = [*(c.id for c in chapters[1:]), "the-end"]
    parts = (
        _section(edition, section, after)
        for section, after in zip(sections(edition), following, strict=True)
    )
    return "\n".join(
        (
            '<section id="transcript" aria-labelledby="transcript-title" tabindex="-1">',
            f'<h2 id="transcript-title"{english}>Transcript</h2>',
            f'<p id="hint" hidden{english}>Press Enter on a sentence to listen from there. '
            "The up and down arrow keys go from sentence to sentence.</p>",
            *parts,
            f'<p id="the-end" tabindex="-1"{english}>The end.</p>',
            "</section>",
        )
    )


def _section(edition: Edition, section: Section, after: str) -> str:
    """Return one chapter.

    Args:
        after: id of what follows it, where a listener who passes it goes on.
    """
    chapter, rate_hz = section.chapter, edition.timeline.sample_rate_hz
    warned, english = warning_of(edition, chapter), in_english(edition.script.language)

    def sentence(segment: TimedSegment, spans: tuple[Span, ...]) -> str:
        link = _sentence(edition, section, segment, spans)
        if segment.role != "warning" or warned is None:
            return link
        return f'{link} <a class="pass" href="#{after}"{english}>Skip this warned passage</a>'

    begin, end = (seconds(s, rate_hz) for s in (chapter.begin_samples, chapter.end_samples))
    name = "data-warned" if _warns(chapter) else "data-warned-before"  # by the edition's warning
    named = f' {name}="{escaped(", ".join(warned.named))}"' if warned is not None else ""
    title = escaped(" ".join(chapter.title.split()))
    html = _unlike(section_html(section, sentence, TOP), title)
    return (
        f'<div class="chapter" id="{chapter.id}" tabindex="-1" data-title="{title}" '
        f'data-begin="{begin}" data-end="{end}"{named}>\n'
        f"{html}\n</div>"
    )


def _unlike(html: str, title: str) -> str:
    """Return a chapter's HTML in which each warning has a label that no other has.

    Args:
        title: the chapter's, escaped.
    """
    first, *rest = html.split(NOTICE)
    for number, part in enumerate(rest, 1):
        label = f"Content warning{f' {number}' if number > 1 else ''}, {title}"
        first += NOTICE.replace('"Content warning"', f'"{label}"') + part
    return first


def _sentence(
    edition: Edition, section: Section, segment: TimedSegment, spans: tuple[Span, ...]
) -> str:
    """Return a sentence as a link to its moment."""
    end = seconds(segment.end_samples, edition.timeline.sample_rate_hz)
    other = marked(section.language_of(segment), edition.script.language)
    return (
        f'<a class="said {segment.role}" id="{segment.id}" data-end="{end}" '
        f'href="{moment(edition, segment.begin_samples)}"{other}>'
        f"{inline_html(spans, edition.script.language, links=False)}</a>"
    )
