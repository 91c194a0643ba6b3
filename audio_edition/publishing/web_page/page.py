"""The page around the transcript: what it is, the player, the chapters, what else there is."""

from importlib.resources import files

from audio_edition.edition import Edition
from audio_edition.publishing.inline import escaped, is_link
from audio_edition.publishing.languages import direction, in_english
from audio_edition.publishing.times import milliseconds, spoken_length
from audio_edition.publishing.web_page.listening import chapter_list, source_tags, transcript

HEAD = """<!DOCTYPE html>
<html lang="{language}"{direction}>
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{description}<style>
{style}</style>
</head>
<body data-edition="{slug}">
<a class="skip-link" href="#listen"{english}>Skip to the player</a>
<a class="skip-link" href="#transcript"{english}>Skip to the transcript</a>
"""
PLAYER = """<section id="listen" aria-labelledby="listen-title" tabindex="-1"{english}>
<h2 id="listen-title">Listen</h2>
<audio id="sound" controls preload="metadata" aria-label="{title}">
{sources}
<p><a href="{file}">Download the recording</a>.</p>
</audio>
<div id="controls" role="group" aria-label="More controls" hidden>
<button type="button" data-do="back">Back 15 seconds</button>
<button type="button" data-do="play">Play</button>
<button type="button" data-do="forward">Forward 30 seconds</button>
<button type="button" data-do="previous">Previous chapter</button>
<button type="button" data-do="next">Next chapter</button>
<button type="button" data-do="pass" id="pass" disabled>Skip this warned passage</button>
<label>Speed <select id="speed">
{speeds}
</select></label>
<label><input type="checkbox" id="follow" checked> Scroll along with the sound</label>
</div>
<p id="status" role="status"></p>
<noscript><p>Each sentence of the transcript is a link that plays the recording from there.</p>
</noscript>
</section>
"""
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
SPEEDS = ("0.5", "0.75", "1", "1.25", "1.5", "1.75", "2", "2.5", "3", "3.5", "4")
"""Times normal speed."""
EXTRA_FILES = (
    ("{slug}.mp3", "mp3", "MP3 recording"),
    ("{slug}.m4b", "m4b", "M4B audiobook"),
    ("{slug}.opus", "opus", "Opus recording"),
    ("{slug}.epub", "mp3", "EPUB: text and sound in step, for reading apps"),
    ("{slug}-daisy202.zip", "mp3", "DAISY 2.02: for players of libraries for the blind"),
    ("{slug}.audiobook", "mp3", "W3C audiobook"),
    ("transcript.vtt", "", "Transcript with times, WebVTT"),
)
"""File, the format without which it is not made, and what it is."""


def page(edition: Edition) -> str:
    """Return the whole page."""
    return "\n".join(
        (
            _head(edition),
            _header(edition),
            "<main>",
            _player(edition),
            chapter_list(edition),
            transcript(edition),
            _links(edition),
            "</main>",
            _footer(edition),
            f"<script>\n{_resource('player.js')}</script>",
            "</body>\n</html>\n",
        )
    )


def _resource(name: str) -> str:
    return files("audio_edition.publishing.web_page").joinpath(name).read_text("utf-8")


def _head(edition: Edition) -> str:
    script = edition.script
    given = " ".join(dict(script.metadata).get("description", "").split())
    meta = f'<meta name="description" content="{escaped(given)}">\n' if given else ""
    return HEAD.format(
        language=escaped(script.language),
        direction=direction(script.language),
        english=in_english(script.language),
        title=escaped(" ".join(script.title.split())),
        description=meta,
        style=_resource("player.css"),
        slug=edition.slug,
    )


def _header(edition: Edition) -> str:
    """Return title, author, date, length, and what the edition warns of."""
    script, timeline = edition.script, edition.timeline
    length = spoken_length(milliseconds(timeline.total_samples, timeline.sample_rate_hz))
    count, english = len(timeline.chapters), in_english(script.language)
    facts = [f"<bdi>{escaped(script.author)}</bdi>"] if script.author else []
    facts += [_day(script.date)] if script.date else []
    facts.append(f"Audio edition, {length}, {count} chapter{'' if count == 1 else 's'}")
    lines = ["<header>", '<img src="cover.png" alt="" width="160" height="160">']
    if show := dict(script.metadata).get("show", ""):
        lines.append(f'<p class="show">{escaped(show)}</p>')
    lines.append(f"<h1>{escaped(' '.join(script.title.split()))}</h1>")
    lines.append(f'<p class="facts"{english}>{". ".join(facts)}.</p>')
    if script.warning is not None and script.warning.is_heard:
        named = escaped(", ".join(script.warning.named))
        lines.append(f'<p class="warning"{english}><strong>Content warning:</strong> {named}.</p>')
    return "\n".join([*lines, "</header>"])


def _day(date: str) -> str:
    """Return an ISO 8601 date as people read it: 23 March 2024."""
    year, _, rest = date[:10].partition("-")
    month, _, day = rest.partition("-")
    if not (month.isdigit() and day.isdigit() and 1 <= int(month) <= 12):
        return escaped(date)
    words = f"{int(day)} {MONTHS[int(month) - 1]} {year}"
    return f'<time datetime="{escaped(date[:10])}">{escaped(words)}</time>'


def _player(edition: Edition) -> str:
    speeds = (
        f'<option value="{s}" selected>Normal</option>'
        if s == "1"
        else f'<option value="{s}">{s} times</option>'
        for s in SPEEDS
    )
    return PLAYER.format(
        title=escaped(" ".join(edition.script.title.split())),
        english=in_english(edition.script.language),
        sources=source_tags(edition),
        file=f"{edition.slug}.{edition.formats[0]}",
        speeds="\n".join(speeds),
    )


def _links(edition: Edition) -> str:
    """Return the article's links: in the transcript every sentence is one already."""
    found: dict[str, str] = {}
    for block in edition.article.blocks:
        for span in block.spans:
            if is_link(span.href):
                found[span.href] = found.get(span.href, "") + span.text
    if not found:
        return ""
    items = (
        f'<li><a href="{escaped(href)}">{escaped(" ".join(text.split()) or href)}</a></li>'
        for href, text in found.items()
    )
    heading = f"<h2{in_english(edition.script.language)}>Links in the article</h2>"
    return "\n".join((heading, "<ul>", *items, "</ul>"))


def _footer(edition: Edition) -> str:
    """Return what else there is, and who speaks."""
    items = [
        f'<li><a href="{name.format(slug=edition.slug)}">{what}</a></li>'
        for name, format, what in EXTRA_FILES
        if not format or format in edition.formats
    ]
    voices = ", ".join(dict.fromkeys(voice for _, voice in edition.voices))
    lines = [f"<footer{in_english(edition.script.language)}>"]
    lines += ["<h2>Files of this edition</h2>", "<ul>", *items, "</ul>"]
    lines.append(f"<p>Read by a synthetic voice: {escaped(edition.engine)}, {escaped(voices)}.</p>")
    if given := dict(edition.script.metadata).get("copyright", ""):
        lines.append(f"<p>{escaped(given)}</p>")
    return "\n".join([*lines, "</footer>"])
