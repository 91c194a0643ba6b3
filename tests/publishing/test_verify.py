"""A good edition is spoilt in many ways; `verify` must catch and name each of them."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audio_edition.cli import run
from audio_edition.errors import OutputError, ReadingError
from audio_edition.pipeline.verification import Verdict, quick_faults, refuse_faulty, verify
from audio_edition.publishing import CHAPTER_LISTS, OUTPUTS, PACKAGES
from audio_edition.publishing.verifying import close, quick
from tests.publishing.breaking import (
    CLOCK,
    Way,
    exchanged,
    later,
    patched,
    replaced,
    reseal,
    swapped,
    track,
    with_bytes,
    with_file,
    with_json,
    with_member,
    with_record,
    with_tag,
    with_text,
    with_timeline,
    without,
)
from tests.workshop import EXAMPLES

SLUG = "the-harbour-tribunal"
EPUB, DAISY, AUDIOBOOK = "{slug}.epub", "{slug}-daisy202.zip", "{slug}.audiobook"
MP3, M4B, OPUS = "{slug}.mp3", "{slug}.m4b", "{slug}.opus"
OPF, NCC = r"package\.opf", r"ncc\.html"
ONE_S, NINE_S = "00:00:01.000", "00:00:09.000"
NEXT_CLIP = r'(clipEnd=")[^"]*(".*?clipBegin=")[^"]*'
CUE = r"\n\ns\w{8}\n[^\n]+\n[^\n]+"
CHAPTER_WARNING = """- id: c-on-the-water
  title: On the water
  warning:
    status: added
    severity: graphic
    topics: [violence]
    terms: [beatings]
    spoken: This chapter describes beatings. To pass it, go to the next chapter.
"""
SETTINGS = """profile = "fast"
rate_wpm = 600

[feed]
title = "Slow Reading"
description = "Articles, read aloud."
site = "https://example.org/listen"
email = "ann@example.org"
"""


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an edition of every format, its script, and a feed."""
    folder = tmp_path_factory.mktemp("good")
    (folder / "audio-edition.toml").write_text(SETTINGS, encoding="utf-8")
    script = folder / "script" / f"{SLUG}.yaml"
    given = ["--settings", str(folder / "audio-edition.toml"), "--script-dir", str(script.parent)]
    built = ["--engine", "tone", "--store", str(folder / "store")]
    article = str(EXAMPLES / f"{SLUG}.md")
    assert run(["script", article, *given, *built]) == 0
    text = script.read_text("utf-8")
    added = text.replace("- id: c-on-the-water\n  title: On the water\n", CHAPTER_WARNING)
    assert added != text
    script.write_text(added, encoding="utf-8")
    out = ["--out", str(folder / "output")]
    formats = [f"--format={name}" for name in ("mp3", "m4b", "opus")]
    assert run(["build", article, *given, *built, *out, *formats]) == 0
    assert run(["feed", *given[:2], *out]) == 0
    return folder


@pytest.fixture
def edition(good: Path, tmp_path: Path) -> Path:
    """Return a copy of the good edition that may be spoilt."""
    shutil.copytree(good / "output", tmp_path / "output")
    shutil.copytree(good / "script", tmp_path / "script")
    return tmp_path / "output" / SLUG


def read(edition: Path, decoding: bool = False) -> Verdict:
    script_dir = edition.parents[1] / "script"
    return verify(edition, script_dir, 2, lambda name: None, decoding=decoding)


def segments(timeline: Any) -> list[Any]:
    return [s for chapter in timeline["chapters"] for s in chapter["segments"]]


def move(timeline: Any, samples: int) -> None:
    """Move a segment in the middle of the edition."""
    segment = timeline["chapters"][3]["segments"][2]
    segment["begin"] += samples
    segment["end"] += samples


def swap(things: list[Any], one: int, other: int) -> None:
    things[one], things[other] = things[other], things[one]


def late_warning(timeline: Any) -> None:
    """Let the line under the headline be heard before the edition's warning."""
    held = timeline["chapters"][0]["segments"]
    at = next(i for i, s in enumerate(held) if s["id"] == "w-edition")
    for key in ("id", "role", "text", "spoken", "words"):
        held[at][key], held[at + 1][key] = held[at + 1][key], held[at][key]


def late_chapter_warning(timeline: Any) -> None:
    held = timeline["chapters"][3]["segments"]
    for key in ("id", "role", "text", "spoken", "words"):
        held[0][key], held[1][key] = held[1][key], held[0][key]


def feed(pattern: str, by: str, count: int = 1) -> Any:
    return with_text("../feed.xml", pattern, by, count)


def repeat_table(tag: Any) -> None:
    tag.getall("CTOC")[0].child_element_ids.pop(2)


def add_notes(folder: Path) -> None:
    (folder / "notes.txt").write_text("Call the printer.")


def rename_a_track(folder: Path) -> None:
    track(folder, 4).rename(folder / "chapters" / "04-other.mp3")


TIMELINE_WAYS = (
    Way("not JSON", with_bytes("timeline.json", lambda d: d[:400]), "timeline.json", "cannot be"),
    Way(
        "chapters swapped",
        with_timeline(lambda t: swap(t["chapters"], 2, 3)),
        "timeline.json",
        "begins at .* due at",
    ),
    Way(
        "a chapter retimed",
        with_timeline(lambda t: t["chapters"][2].update(begin=t["chapters"][2]["begin"] + 4410)),
        "timeline.json",
        "c-the-promise begins at",
    ),
    Way(
        "too long",
        with_timeline(lambda t: t.update(total_samples=t["total_samples"] + 9216)),
        "timeline.json",
        "last chapter does not end",
    ),
    Way(
        "an id twice",
        with_timeline(lambda t: segments(t)[9].update(id=segments(t)[12]["id"])),
        "timeline.json",
        "more than once",
    ),
    Way(
        "a chapter's id unsafe",
        with_timeline(lambda t: t["chapters"][1].update(id="c 1<")),
        "timeline.json",
        "cannot stand in XML",
    ),
    Way(
        "a segment dropped",
        with_timeline(lambda t: t["chapters"][2]["segments"].pop(3)),
        "timeline.json",
        "of the script is not heard",
    ),
    Way(
        "segments swapped",
        with_timeline(lambda t: swap(t["chapters"][2]["segments"], 2, 3)),
        "timeline.json",
        "begins before .* has ended",
    ),
    Way(
        "a segment 100 ms later",
        with_timeline(lambda t: move(t, 4410)),
        "transcript.vtt",
        "begins at",
    ),
    Way(
        "a segment outside its chapter",
        with_timeline(lambda t: segments(t)[20].update(end=t["total_samples"])),
        "timeline.json",
        "ends after its chapter",
    ),
    Way(
        "words out of order",
        with_timeline(lambda t: segments(t)[8]["words"].reverse()),
        "timeline.json",
        "words of .* are not in order",
    ),
    Way(
        "a segment without words",
        with_timeline(lambda t: segments(t)[8].update(spoken=" ")),
        "timeline.json",
        "has no words",
    ),
    Way(
        "a role that is none",
        with_timeline(lambda t: segments(t)[8].update(role="song")),
        "timeline.json",
        "unknown role",
    ),
    Way(
        "a chapter without title",
        with_timeline(lambda t: t["chapters"][4].update(title="")),
        "timeline.json",
        "has no title",
    ),
    Way(
        "said otherwise than the script",
        with_timeline(lambda t: segments(t)[8].update(spoken="Something else.")),
        "timeline.json",
        "is said as .*Something else",
    ),
    Way(
        "written otherwise than the script",
        with_timeline(lambda t: segments(t)[8].update(text="Something else.")),
        "timeline.json",
        "the text of .*Something else",
    ),
    Way(
        "the warning after the headline's line",
        with_timeline(late_warning),
        "timeline.json",
        "heard before the edition's warning",
    ),
    Way(
        "a chapter's warning after its heading",
        with_timeline(late_chapter_warning),
        "timeline.json",
        "does not begin with its warning",
    ),
    Way(
        "a chapter's warning lost",
        with_timeline(lambda t: t["chapters"][3].update(warning=None)),
        "timeline.json",
        "belongs to no known warning",
    ),
)
RECORD_WAYS = (
    Way(
        "text lost",
        with_record(lambda r: r["account"].update(lost=7)),
        "edition.json",
        "7 characters of the article",
    ),
    Way(
        "no account",
        with_record(lambda r: r.pop("account")),
        "edition.json",
        "does not account",
    ),
    Way(
        "nothing narrated",
        with_record(lambda r: r["account"].update(narrated=0)),
        "edition.json",
        "nothing was narrated",
    ),
    Way(
        "a file changed",
        with_bytes("cover.png", lambda d: d[:-20] + bytes([d[-20] ^ 1]) + d[-19:]),
        "cover.png",
        "the hash",
        sealed=False,
    ),
    Way(
        "a file cut short",
        with_bytes("transcript.srt", lambda d: d[:-30]),
        "transcript.srt",
        "edition.json says",
        sealed=False,
    ),
    Way("a file removed", without(EPUB), EPUB, "it is missing, though", sealed=False),
    Way("a file dropped without trace", without(EPUB), EPUB, "it is missing"),
    Way("the cover dropped", without("cover.png"), "cover.png", "it is missing"),
    Way(
        "a stranger",
        add_notes,
        "notes.txt",
        "does not list it",
        sealed=False,
    ),
    Way(
        "explicit or not",
        with_record(lambda r: r.update(explicit=not r["explicit"])),
        "edition.json",
        "explicit",
    ),
    Way(
        "another title",
        with_record(lambda r: r.update(title="Something else")),
        "edition.json",
        "its title is",
    ),
    Way(
        "another author",
        with_record(lambda r: r.update(author="Bo Other")),
        "edition.json",
        "its author is",
    ),
    Way(
        "another number of segments",
        with_record(lambda r: r.update(segments=r["segments"] - 1)),
        "edition.json",
        "it counts",
    ),
    Way(
        "another length",
        with_record(lambda r: r.update(duration_s=r["duration_s"] + 1)),
        "edition.json",
        "it says the edition lasts",
    ),
    Way(
        "a chapter's warning not recorded",
        with_record(lambda r: r.update(chapter_warnings={})),
        "edition.json",
        "c-on-the-water is not the timeline's",
    ),
)
COMPANION_WAYS = (
    Way(
        "WebVTT 100 ms late",
        with_text("transcript.vtt", CLOCK, later(100), count=0),
        "transcript.vtt",
        "begins at .* due at",
    ),
    Way(
        "a cue dropped",
        with_text("transcript.vtt", r"\n\ns[0-9a-f]{8}\n[^\n]*\n[^\n]*", ""),
        "transcript.vtt",
        "is missing",
    ),
    Way(
        "a cue twice",
        with_text("transcript.vtt", r"(\n\ns[0-9a-f]{8}\n[^\n]*\n[^\n]*)", r"\1\1"),
        "transcript.vtt",
        "more than once",
    ),
    Way(
        "cues swapped",
        with_text(
            "transcript.vtt", r"(\n\ns\w{8}\n[^\n]+\n[^\n]+)(\n\ns\w{8}\n[^\n]+\n[^\n]+)", r"\2\1"
        ),
        "transcript.vtt",
        "not in order",
    ),
    Way(
        "a cue's words changed",
        with_text("transcript.vtt", "chandler", "baker"),
        "transcript.vtt",
        "reads",
    ),
    Way(
        "a warning not marked",
        with_text("transcript.vtt", r"<c\.warning>([^<]*)</c>", r"\1"),
        "transcript.vtt",
        "not marked as one",
    ),
    Way(
        "no header",
        with_text("transcript.vtt", "WEBVTT", "VTT"),
        "transcript.vtt",
        "WEBVTT",
    ),
    Way(
        "SubRip 100 ms late",
        with_text("transcript.srt", CLOCK, later(100), count=0),
        "transcript.srt",
        "begins at",
    ),
    Way(
        "a number left out",
        with_text("transcript.srt", "\n7\n", "\n8\n"),
        "transcript.srt",
        "not numbered",
    ),
    Way(
        "a chapter 100 ms late",
        with_json(
            "chapters.json",
            lambda c: c["chapters"][2].update(startTime=c["chapters"][2]["startTime"] + 0.1),
        ),
        "chapters.json",
        "chapter 3, .* begins at",
    ),
    Way(
        "a chapter left out",
        with_json("chapters.json", lambda c: c["chapters"].pop()),
        "chapters.json",
        "7 of 8 chapters",
    ),
    Way(
        "a chapter without its warning",
        with_json("chapters.json", lambda c: c["chapters"][3].update(title="On the water")),
        "chapters.json",
        "is called",
    ),
    Way(
        "a manifest's length",
        with_json("publication.json", lambda p: p["readingOrder"][1].update(duration="PT9.000S")),
        "publication.json",
        "chapter 2 lasts 9.000 s",
    ),
    Way(
        "a manifest's order",
        with_json("publication.json", lambda p: swap(p["readingOrder"], 2, 3)),
        "publication.json",
        "reading order",
    ),
    Way(
        "a manifest without access modes",
        with_json("publication.json", lambda p: p.pop("accessMode")),
        "publication.json",
        "lacks accessMode",
    ),
    Way(
        "a sentence's link",
        with_text("index.html", r'(id="s[^"]*"[^>]*#t=)[\d.]+', r"\g<1>1.5"),
        "index.html",
        "leads to 1.500 s",
    ),
    Way(
        "a sentence's id",
        with_text("index.html", r' id="s[0-9a-f]{8}"', ' id="other"'),
        "index.html",
        "is missing",
    ),
    Way(
        "an id twice on the page",
        with_text("index.html", r'<p id="the-end"', '<p id="transcript"'),
        "index.html",
        "more than once",
    ),
    Way(
        "something from elsewhere",
        with_text(
            "index.html", "</head>", '<script src="https://example.org/x.js"></script></head>'
        ),
        "index.html",
        "from elsewhere",
    ),
    Way(
        "a dead link",
        with_text("index.html", 'href="transcript.vtt"', 'href="transcripts.vtt"'),
        "index.html",
        "which is not there",
    ),
    Way(
        "a sound file not offered",
        with_text("index.html", r'<source src="[^"]*m4b"[^>]*>', ""),
        "index.html",
        "does not offer each",
    ),
    Way(
        "a chapter's warning off the page",
        with_text("index.html", r' data-warned="[^"]*"', ""),
        "index.html",
        "does not warn of beatings",
    ),
    Way(
        "the cover cut short",
        with_bytes("cover.png", lambda d: d[:-12]),
        "cover.png",
        "cut short",
    ),
)
SOUND_FILE_WAYS = (
    Way("an MP3 cut short", with_bytes(MP3, lambda d: d[:-5000]), MP3, "5000 bytes too early"),
    Way(
        "a chapter mark late",
        with_tag(MP3, lambda t: setattr(t.getall("CHAP")[2], "start_time", 1)),
        MP3,
        "begins at 0.001 s",
    ),
    Way("chapter marks out of order", with_tag(MP3, lambda t: None), MP3, "CHAP frame"),
    Way("no table of contents", with_tag(MP3, lambda t: t.delall("CTOC")), MP3, "0 tables"),
    Way("a chapter not in the table", with_tag(MP3, repeat_table), MP3, "name each chapter once"),
    Way("no title", with_tag(MP3, lambda t: t.delall("TIT2")), MP3, "its title is"),
    Way("no artist", with_tag(MP3, lambda t: t.delall("TPE1")), MP3, "its artist is"),
    Way("no language", with_tag(MP3, lambda t: t.delall("TLAN")), MP3, "its language is"),
    Way("no cover", with_tag(MP3, lambda t: t.delall("APIC")), MP3, "it has no cover"),
    Way(
        "another cover",
        with_tag(MP3, lambda t: setattr(t.getall("APIC")[0], "data", b"x" * 99)),
        MP3,
        "its cover is not",
    ),
    Way(
        "another advisory",
        with_tag(MP3, lambda t: setattr(t["TXXX:ITUNESADVISORY"], "text", ["0"])),
        MP3,
        "its advisory is",
    ),
    Way(
        "no warning in the tags",
        with_tag(MP3, lambda t: t.delall("TXXX:CONTENTWARNING")),
        MP3,
        "do not say that it warns of beatings",
    ),
    Way("no transcript", with_tag(MP3, lambda t: t.delall("USLT")), MP3, "the transcript"),
    Way(
        "no length in the tags",
        with_tag(MP3, lambda t: t.delall("TLEN")),
        MP3,
        "its tag says it lasts None",
    ),
    Way(
        "another length promised",
        with_bytes(MP3, patched(b"Info\x00\x00\x00\x0f", 8, ">I", 9000)),
        MP3,
        "it promises",
    ),
    Way("chapters exchanged", exchanged, "chapters/03", "it promises"),
    Way("a chapter twice", replaced, "chapters/04", "its sound is not that of its chapter"),
    Way(
        "a chapter's file dropped",
        lambda folder: track(folder, 4).unlink(),
        "chapters",
        "7 sound files for 8 chapters",
    ),
    Way(
        "a chapter's number",
        with_tag("chapters/02-introduction.mp3", lambda t: t.delall("TRCK")),
        "chapters/02",
        "due 2/8",
    ),
    Way(
        "a chapter's file under another name",
        rename_a_track,
        "chapters/04-other.mp3",
        "its name is not that of chapter 4",
    ),
    Way("an M4B cut short", with_bytes(M4B, lambda d: d[:-5000]), M4B, "its boxes end at"),
    Way(
        "an M4B's length",
        with_bytes(M4B, patched(b"elst\x00\x00\x00\x00\x00\x00\x00\x01", 12, ">I", 44100)),
        M4B,
        "it plays 1.000 s",
    ),
    Way(
        "a Nero chapter late",
        with_bytes(M4B, lambda d: d.replace(b"chpl", b"skip", 1)),
        M4B,
        "0 of 8 chapters as Nero",
    ),
    Way(
        "a QuickTime chapter's title",
        with_bytes(M4B, lambda d: _last(d, b"The promise", b"The product")),
        M4B,
        "QuickTime chapter 3 is called",
    ),
    Way(
        "M4B advisory",
        with_file("m4b", M4B, lambda t: t.update({"rtng": [0]})),
        M4B,
        "its advisory is",
    ),
    Way("M4B cover", with_file("m4b", M4B, lambda t: t.pop("covr")), M4B, "it has no cover"),
    Way("an Opus file cut short", with_bytes(OPUS, lambda d: d[:-30000]), OPUS, "it plays|cannot"),
    Way(
        "an Opus chapter late",
        with_file("opus", OPUS, lambda t: t.update({"CHAPTER003": ["00:00:01.000"]})),
        OPUS,
        "begins at 1.000 s",
    ),
    Way(
        "an Opus chapter dropped",
        with_file("opus", OPUS, lambda t: t.__delitem__("CHAPTER008")),
        OPUS,
        "7 of 8 chapters",
    ),
    Way(
        "Opus artist",
        with_file("opus", OPUS, lambda t: t.__delitem__("ARTIST")),
        OPUS,
        "its artist is",
    ),
)
PACKAGE_WAYS = (
    Way(
        "an overlay's clip late",
        with_member(
            EPUB,
            "02.*smil$",
            swapped(NEXT_CLIP, rf"\g<1>{ONE_S}\g<2>{ONE_S}"),
        ),
        "{slug}.epub/EPUB/smil/02",
        "begins at 1.000 s",
    ),
    Way(
        "a gap between clips",
        with_member(EPUB, "02.*smil$", swapped(r'clipEnd="[^"]*', 'clipEnd="0:00:00.500')),
        "{slug}.epub/EPUB/smil/02",
        "a gap or an overlap",
    ),
    Way(
        "a clip beyond its sound",
        with_member(EPUB, "08.*smil$", swapped(r'(.*clipEnd=")[^"]*', r"\g<1>0:09:00.000")),
        "{slug}.epub/EPUB/smil/08",
        "its sound at",
    ),
    Way(
        "an overlay's sound",
        with_member(EPUB, "02.*smil$", swapped("02-introduction.mp3", "03-the-promise.mp3")),
        "{slug}.epub/EPUB/smil/02",
        "is heard in 03",
    ),
    Way(
        "an overlay's sentence left out",
        with_member(EPUB, "02.*smil$", swapped(r"<par .*?</par>", "")),
        "{slug}.epub/EPUB/smil/02",
        "is missing",
    ),
    Way(
        "a warning not marked in the overlay",
        with_member(EPUB, "04.*smil$", swapped('epub:type="notice"', 'epub:type="aside"')),
        "{slug}.epub/EPUB/smil/04",
        "its warnings are not",
    ),
    Way(
        "an overlay's length",
        with_member(
            EPUB, OPF, swapped(r'(media:duration" refines="#smil-2">)[^<]*', rf"\g<1>{NINE_S}")
        ),
        "{slug}.epub/EPUB/package.opf",
        "its clips",
    ),
    Way(
        "the total length",
        with_member(EPUB, OPF, swapped(r'(media:duration">)[^<]*', rf"\g<1>{NINE_S}")),
        "{slug}.epub/EPUB/package.opf",
        "total length",
    ),
    Way(
        "no active class",
        with_member(EPUB, "css$", swapped("-epub-media-overlay-active", "x", 0)),
        "{slug}.epub/EPUB/style.css",
        "active class",
    ),
    Way(
        "no active class named",
        with_member(EPUB, OPF, swapped(r'<meta property="media:active-class">[^<]*</meta>', "")),
        "{slug}.epub/EPUB/package.opf",
        "lacks media:active-class",
    ),
    Way(
        "no accessibility summary",
        with_member(
            EPUB, OPF, swapped(r'<meta property="schema:access[a-z]*Summary">.*?</meta>', "")
        ),
        "{slug}.epub/EPUB/package.opf",
        "lacks schema:accessibilitySummary",
    ),
    Way(
        "a hazard",
        with_member(EPUB, OPF, swapped('accessibilityHazard">none', 'accessibilityHazard">sound')),
        "{slug}.epub/EPUB/package.opf",
        "hazard",
    ),
    Way(
        "no warning in the metadata",
        with_member(EPUB, OPF, swapped(r"<dc:subject>[^<]*beatings</dc:subject>", "")),
        "{slug}.epub/EPUB/package.opf",
        "warns of beatings",
    ),
    Way(
        "a sentence lost from the text",
        with_member(EPUB, "text/02", swapped(r'<span id="s[^"]*">.*?</span>', "")),
        "{slug}.epub/EPUB/text/02",
        "is missing",
    ),
    Way(
        "an id twice in the text",
        with_member(EPUB, "text/02", swapped(r'(<span id="s[^"]*">.*?</span>)', r"\1\1")),
        "{slug}.epub/EPUB/text/02",
        "more than once",
    ),
    Way(
        "a text without the style",
        with_member(EPUB, "text/02", swapped(r"\.\./style\.css", "../styles.css")),
        "{slug}.epub/EPUB/text/02",
        "does not link the style",
    ),
    Way(
        "sound of another version",
        with_member(EPUB, "audio/02", lambda d: d[:-500] + bytes(500)),
        "{slug}.epub/EPUB/audio/02",
        "not the same as chapters/02",
    ),
    Way(
        "a file left out of the EPUB",
        with_member(EPUB, "audio/02", lambda d: None),
        "{slug}.epub/EPUB/audio/02",
        "it is missing",
    ),
    Way(
        "the contents without a chapter",
        with_member(EPUB, "nav", swapped(r"<li>.*?</li>", "")),
        "{slug}.epub/EPUB/nav.xhtml",
        "does not name the chapters",
    ),
    Way(
        "no type",
        with_member(EPUB, "^mimetype$", lambda d: None),
        EPUB,
        "does not begin with its type",
    ),
    Way("no archive", with_bytes(EPUB, lambda d: d[: len(d) // 2]), EPUB, "cannot be read"),
    Way(
        "DAISY's total time",
        with_member(DAISY, NCC, swapped(r'(ncc:totalTime" content=")[^"]*', r"\g<1>00:09:09")),
        "{slug}-daisy202.zip/ncc.html",
        "ncc:totalTime",
    ),
    Way(
        "DAISY's number of headings",
        with_member(DAISY, NCC, swapped(r'(ncc:tocItems" content=")[^"]*', r"\g<1>7")),
        "{slug}-daisy202.zip/ncc.html",
        "ncc:tocItems",
    ),
    Way(
        "DAISY's number of warnings",
        with_member(DAISY, NCC, swapped(r'(ncc:prodNotes" content=")[^"]*', r"\g<1>0")),
        "{slug}-daisy202.zip/ncc.html",
        "ncc:prodNotes",
    ),
    Way(
        "DAISY's size",
        with_member(DAISY, NCC, swapped(r'(ncc:kByteSize" content=")[^"]*', r"\g<1>7")),
        "{slug}-daisy202.zip/ncc.html",
        "ncc:kByteSize",
    ),
    Way(
        "a heading's level",
        with_member(DAISY, NCC, swapped(r'<h1 id="ncc-3">(.*?)</h1>', r'<h3 id="ncc-3">\1</h3>')),
        "{slug}-daisy202.zip/ncc.html",
        "leave out a level",
    ),
    Way(
        "a heading's target",
        with_member(DAISY, NCC, swapped(r"(02-introduction\.smil#)t-[^\"]*", r"\g<1>t-other")),
        "{slug}-daisy202.zip/ncc.html",
        "does not lead to",
    ),
    Way(
        "DAISY's elapsed time",
        with_member(
            DAISY, "03.*smil$", swapped(r'(totalElapsedTime" content=")[^"]*', rf"\g<1>{NINE_S}")
        ),
        "{slug}-daisy202.zip/03",
        "ncc:totalElapsedTime",
    ),
    Way(
        "DAISY's time in a SMIL",
        with_member(
            DAISY, "03.*smil$", swapped(r'(timeInThisSmil" content=")[^"]*', rf"\g<1>{NINE_S}")
        ),
        "{slug}-daisy202.zip/03",
        "ncc:timeInThisSmil",
    ),
    Way(
        "DAISY's clip",
        with_member(DAISY, "03.*smil$", swapped(r'clip-end="npt=[^"]*', 'clip-end="npt=0.500s')),
        "{slug}-daisy202.zip/03",
        "a gap or an overlap",
    ),
    Way(
        "a warning that cannot be skipped",
        with_member(DAISY, "04.*smil$", swapped(r' system-required="[^"]*"', "")),
        "{slug}-daisy202.zip/04",
        "can skip",
    ),
    Way(
        "DAISY's order",
        with_member(DAISY, "master", swapped(r"(<ref [^>]*>)\n(<ref [^>]*>)", r"\2\n\1")),
        "{slug}-daisy202.zip/master.smil",
        "in order",
    ),
    Way(
        "DAISY's text",
        with_member(DAISY, "02.*html$", swapped("chandler", "baker")),
        "{slug}-daisy202.zip/02",
        "does not read",
    ),
    Way(
        "an audiobook's length",
        with_member(AUDIOBOOK, "^manifest", swapped(r'"duration": [\d.]+', '"duration": 9')),
        "{slug}.audiobook/manifest.json",
        "lasts 9.000 s",
    ),
    Way(
        "an audiobook's sound damaged",
        with_bytes(AUDIOBOOK, lambda d: d[: len(d) // 2] + b"\x00\x55" + d[len(d) // 2 + 2 :]),
        "{slug}.audiobook/chapters",
        "damaged|not the same",
    ),
)
FEED_WAYS = (
    Way("no guid", feed(r"<guid [^>]*>[^<]*</guid>", ""), "feed.xml", "has no guid"),
    Way("a podcast's guid", feed(r"(<podcast:guid>)\w", r"\1x"), "feed.xml", "podcast:guid"),
    Way("an old enclosure", feed(r"(mp3\?v=)\w{6}", r"\g<1>ffffff"), "feed.xml", "older version"),
    Way("an enclosure's length", feed(r'length="\d+', 'length="1'), "feed.xml", "the length of"),
    Way("not explicit", feed(r"(<item>.*explicit>)true", r"\1false"), "feed.xml", "explicit"),
    Way("another day", feed(r"(<item>.*<pubDate>)[^<]*", r"\1today"), "feed.xml", "the date of"),
    Way("no item", feed(r"<item>.*</item>", ""), "feed.xml", "0 items"),
    Way("no category", feed(r"<itunes:category [^>]*/>", ""), "feed.xml", "itunes:category"),
    Way(
        "no transcript in the feed",
        feed(r"<podcast:transcript [^>]*>", "", 0),
        "feed.xml",
        "no podcast:transcript",
    ),
    Way("no XML", feed("</channel>", ""), "feed.xml", "cannot be read"),
)
WAYS = (*TIMELINE_WAYS, *RECORD_WAYS, *COMPANION_WAYS, *SOUND_FILE_WAYS, *PACKAGE_WAYS, *FEED_WAYS)


def _last(data: bytes, old: bytes, new: bytes) -> bytes:
    at = data.rindex(old)
    return data[:at] + new + data[at + len(old) :]


def test_a_good_edition_has_no_fault(edition: Path) -> None:
    verdict = read(edition, decoding=True)
    assert [str(fault) for fault in verdict.faults] == []
    assert verdict.script is not None
    assert len(verdict.listened) == 3 + 8
    assert quick_faults(edition) == []


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name.replace(" ", "-"))
def test_each_way_to_spoil_it_is_caught_and_named(edition: Path, way: Way) -> None:
    way.spoil(edition)
    if way.sealed:
        reseal(edition)
    found = [str(fault) for fault in read(edition).faults]
    file = way.file.format(slug=SLUG)
    assert any(f.startswith(file) and re.search(way.words, f) for f in found), found
    assert all("\n" not in fault for fault in found)


def test_a_script_edited_after_the_build_is_told(edition: Path) -> None:
    script = edition.parents[1] / "script" / f"{SLUG}.yaml"
    text = script.read_text("utf-8").replace("eighteen to twenty hours", "many hours")
    script.write_text(text, encoding="utf-8")
    found = [str(fault) for fault in read(edition).faults]
    assert len(found) == 1
    assert "many hours" in found[0]


def test_without_its_script_an_edition_is_still_checked(edition: Path) -> None:
    shutil.rmtree(edition.parents[1] / "script")
    verdict = read(edition)
    assert verdict.script is None
    assert verdict.faults == ()


def test_a_folder_that_is_no_edition_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="is no edition"):
        verify(tmp_path, tmp_path, 1, lambda name: None)
    (tmp_path / "edition.json").write_text("[]")
    with pytest.raises(ReadingError, match="cannot be used"):
        quick_faults(tmp_path)


def test_a_build_refuses_what_is_faulty(edition: Path) -> None:
    refuse_faulty(edition)
    with_record(lambda r: r["account"].update(lost=7))(edition)
    with pytest.raises(OutputError, match="7 characters of the article"):
        refuse_faulty(edition)


def test_the_last_edition_stays_where_the_new_one_is_faulty(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from audio_edition.publishing import webvtt

    shutil.copytree(good / "output", tmp_path / "output")
    before = (tmp_path / "output" / SLUG / "edition.json").read_bytes()
    article = tmp_path / f"{SLUG}.md"
    article.write_text("# A day\n\nThe sea was grey.\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(webvtt, "render", lambda edition: b"WEBVTT\n")
    code = run(["build", article.name, "--engine", "tone", "--store", str(good / "store")])
    assert code == 5
    assert "transcript.vtt" in capsys.readouterr().err
    assert (tmp_path / "output" / SLUG / "edition.json").read_bytes() == before
    assert [p.name for p in (tmp_path / "output").glob(".*")] == []


@settings(
    max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.data())
def test_whatever_is_damaged_is_a_fault_and_never_a_crash(edition: Path, data: Any) -> None:
    files = sorted(p for p in edition.rglob("*") if p.is_file() and p.name != "edition.json")
    path = data.draw(st.sampled_from(files))
    before = path.read_bytes()
    at = data.draw(st.integers(0, len(before) - 1))
    if data.draw(st.booleans()):
        after = before[:at]
    else:
        after = before[:at] + bytes([before[at] ^ 0xFF]) + before[at + 1 :]
    try:
        path.write_bytes(after)
        assert read(edition).faults
    finally:
        path.write_bytes(before)


def test_every_file_a_build_makes_is_checked(edition: Path) -> None:
    checked = {check.file.format(slug=SLUG) for check in (*quick.QUICK, *close.CLOSE)}
    made = {path.name for path in edition.iterdir()}
    assert made <= checked
    assert len({*OUTPUTS, *PACKAGES, *CHAPTER_LISTS}) <= len(made)


def test_the_ways_differ() -> None:
    names = [way.name for way in WAYS]
    assert len(names) == len(set(names))
    assert len(names) > 100
