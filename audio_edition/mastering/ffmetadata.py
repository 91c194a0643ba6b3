r"""Chapter marks as FFMETADATA, the text that ffmpeg reads them from.

`=`, `;`, `#`, `\` and line ends mean something there, so each is escaped. Titles are one
line and short enough for an MP4 chapter list, whose titles count their bytes in one byte.

Source: ffmpeg-formats, "Metadata".
"""

import re

from audio_edition.edition import Edition

SPECIAL = re.compile(r"([=;#\\\n])")
LARGEST_TITLE_BYTES = 250
UNWRITABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def render(edition: Edition) -> str:
    """Return the chapter marks of an edition, in samples."""
    timeline = edition.timeline
    lines = [";FFMETADATA1", f"title={escaped(edition.script.title)}"]
    for chapter in timeline.chapters:
        lines += [
            "[CHAPTER]",
            f"TIMEBASE=1/{timeline.sample_rate_hz}",
            f"START={chapter.begin_samples}",
            f"END={chapter.end_samples}",
            f"title={escaped(chapter.mark)}",
        ]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Return a text as one line that FFMETADATA takes literally."""
    line = " ".join(UNWRITABLE.sub(" ", text).split())
    return SPECIAL.sub(r"\\\1", _shortened(line))


def _shortened(line: str) -> str:
    """Return a line of at most `LARGEST_TITLE_BYTES` in UTF-8, cut between characters."""
    data = line.encode("utf-8")
    if len(data) <= LARGEST_TITLE_BYTES:
        return line
    return data[: LARGEST_TITLE_BYTES - 3].decode("utf-8", "ignore").rstrip() + "…"
