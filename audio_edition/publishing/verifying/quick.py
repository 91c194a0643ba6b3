"""The quick checks: a build makes them before an edition may replace the last one.

They read heads and lists: nothing is decoded or hashed, no archive unpacked whole, no file
of sound read from end to end.
"""

from audio_edition.publishing.verifying import (
    chapter_list_checks,
    daisy_checks,
    epub_checks,
    m4b_checks,
    mp3_checks,
    opus_checks,
    record_checks,
    timeline_checks,
    transcript_checks,
)
from audio_edition.publishing.verifying.checks import (
    CHAPTERS,
    DAISY,
    EPUB,
    M4B,
    MP3,
    OPUS,
    PUBLICATION,
    RECORD,
    SRT,
    TIMELINE,
    TRACKS,
    VTT,
    Check,
)

QUICK: tuple[Check, ...] = (
    Check(RECORD, record_checks.identity),
    Check(RECORD, record_checks.files),
    Check(RECORD, record_checks.companions),
    Check(RECORD, record_checks.account),
    Check(RECORD, record_checks.agreement),
    Check(RECORD, record_checks.warnings),
    Check(TIMELINE, timeline_checks.chapters_tile),
    Check(TIMELINE, timeline_checks.chapters_named),
    Check(TIMELINE, timeline_checks.ids),
    Check(TIMELINE, timeline_checks.segments_in_order),
    Check(TIMELINE, timeline_checks.segments_say_something),
    Check(TIMELINE, timeline_checks.edition_warning),
    Check(TIMELINE, timeline_checks.chapter_warnings),
    Check(VTT, transcript_checks.webvtt),
    Check(SRT, transcript_checks.subrip),
    Check(CHAPTERS, chapter_list_checks.chapters),
    Check(PUBLICATION, chapter_list_checks.publication),
    Check(MP3, mp3_checks.marks),
    Check(MP3, mp3_checks.whole_length),
    Check(TRACKS, mp3_checks.track_lengths),
    Check(M4B, m4b_checks.marks),
    Check(M4B, m4b_checks.length),
    Check(OPUS, opus_checks.marks),
    Check(OPUS, opus_checks.length),
    Check(EPUB, epub_checks.container),
    Check(EPUB, epub_checks.metadata),
    Check(EPUB, epub_checks.active_class),
    Check(DAISY, daisy_checks.totals),
)
