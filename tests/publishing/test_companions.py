"""Every companion says what the timeline says."""

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.edition import Edition
from audio_edition.publishing import (
    chapters_json,
    edition_json,
    subrip,
    timeline_json,
    times,
    webvtt,
)
from audio_edition.script import Role
from tests.editions import GRAPHIC, RATE_HZ, Said, Told, edition, rich

CUE = re.compile(r"(\S+)\n(\d\d+:\d\d:\d\d\.\d{3}) --> (\d\d+:\d\d:\d\d\.\d{3})\n(.+)")


def vtt_of(made: Edition) -> str:
    return webvtt.render(made).decode("utf-8")


def test_every_segment_is_a_vtt_cue_named_by_its_id() -> None:
    made = rich()
    cues = CUE.findall(vtt_of(made))
    assert [name for name, *_ in cues] == [s.id for s in made.timeline.segments]


def test_vtt_times_are_the_timelines_to_the_millisecond() -> None:
    made = rich()
    for (_, begin, end, _), segment in zip(
        CUE.findall(vtt_of(made)), made.timeline.segments, strict=True
    ):
        assert abs(seconds(begin) - segment.begin_samples / RATE_HZ) <= 0.0005
        assert abs(seconds(end) - segment.end_samples / RATE_HZ) <= 0.0005


def seconds(clock: str) -> float:
    hours, minutes, rest = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def test_vtt_marks_warnings_and_names_chapters_in_notes() -> None:
    text = vtt_of(rich())
    assert "<c.warning>This chapter tells of torture.</c>" in text
    assert "NOTE Chapter: Fog\n\nNOTE Content warning: torture\n" in text


def test_vtt_escapes_what_would_be_markup() -> None:
    made = edition([Told("One --> two", [Said("if a < b & c --> d")])])
    text = vtt_of(made)
    assert "if a &lt; b &amp; c --&gt; d" in text
    assert "NOTE Chapter: One → two" in text


def test_subrip_numbers_its_cues_and_brackets_warnings() -> None:
    text = subrip.render(edition([Told("A", [Said("x <i>"), Said("Mind.", Role.WARNING)])]))
    cues = text.decode("utf-8").split("\n\n")
    assert cues[0].splitlines() == ["1", "00:00:00,000 --> 00:00:00,300", "x ‹i›"]
    assert cues[1].splitlines()[0::2] == ["2", "[Mind.]"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), min_size=1, max_size=6))
def test_no_text_breaks_a_transcript(texts: list[str]) -> None:
    made = edition([Told("\n".join(texts) or "x", [Said(text) for text in texts])])
    spoken = [text for text in texts if text.split()]
    blocks = vtt_of(made).split("\n\n")
    assert all("-->" not in b or len(CUE.findall(b)) == 1 for b in blocks)
    assert len(CUE.findall(vtt_of(made))) == len(spoken)
    assert subrip.render(made).decode("utf-8").count(" --> ") == len(spoken)


def test_chapters_json_lists_every_chapter_with_what_it_warns_of() -> None:
    listing = json.loads(chapters_json.render(rich()))
    assert listing["version"] == "1.2.0"
    assert listing["chapters"][2]["title"] == "Fog (warning: torture)"
    starts = [c["startTime"] for c in listing["chapters"]]
    assert starts == sorted(starts)
    assert [c["endTime"] for c in listing["chapters"][:-1]] == starts[1:]


def test_chapters_json_has_no_limit() -> None:
    made = edition([Told(f"Part {n}", [Said("Words.")]) for n in range(400)])
    assert len(json.loads(chapters_json.render(made))["chapters"]) == 400


def test_timeline_json_is_the_timeline() -> None:
    made = rich()
    data = json.loads(timeline_json.render(made))
    assert data["total_samples"] == made.timeline.total_samples
    assert [c["id"] for c in data["chapters"]] == [c.id for c in made.timeline.chapters]
    for chapter, timed in zip(data["chapters"], made.timeline.chapters, strict=True):
        assert (chapter["begin"], chapter["end"]) == (timed.begin_samples, timed.end_samples)
        assert chapter["level"] == timed.level
        assert [tuple(s.values())[:6] for s in chapter["segments"]] == [
            (s.id, s.begin_samples, s.end_samples, s.role, s.text, s.spoken) for s in timed.segments
        ]
    assert data["chapters"][2]["warning"]["terms"] == ["torture"]


def test_timeline_json_puts_a_segment_on_a_line() -> None:
    made = rich()
    lines = timeline_json.render(made).decode("utf-8").splitlines()
    assert sum(f'"id": "{s.id}"' in line for s in made.timeline.segments for line in lines) == len(
        made.timeline.segments
    )


def test_edition_json_names_files_and_warnings() -> None:
    record = json.loads(edition_json.render(rich(), {"cover.png": (12, "ab")}))
    assert record["files"] == {"cover.png": {"bytes": 12, "sha256": "ab"}}
    assert record["explicit"] is True
    assert list(record["chapter_warnings"]) == ["c-3"]
    assert record["show"] == "Slow Reading"


def test_a_dismissed_warning_is_in_no_companion() -> None:
    from dataclasses import replace

    from audio_edition.script import WarningStatus

    warning = replace(GRAPHIC, status=WarningStatus.DISMISSED)
    made = edition([Told("One", [Said("Words.")], warning=warning)])
    assert json.loads(edition_json.render(made, {}))["explicit"] is False
    assert b"warning" not in chapters_json.render(made)
    assert "warning" not in vtt_of(made)


def test_times_in_words() -> None:
    assert times.clock(3_661_001) == "01:01:01.001"
    assert times.clock(360_000_000) == "100:00:00.000"
    assert times.short_clock(545_000) == "9:05"
    assert times.spoken_length(3_672_000) == "1 hour 1 minute 12 seconds"
