"""Publishing: the edition becomes files, every one derived from its one timeline.

A new companion is one module and one line here. A module of `OUTPUTS` offers `FILE_NAME`
(with `{slug}` where the edition's name stands) and `render(edition) -> bytes`. A module of
`PACKAGES` makes a zip archive that holds audio too: it offers `FILE_NAME` and
`members(edition, folder) -> Iterator[Member]`; `archive.py` writes them, the same bytes
every time.
"""

OUTPUTS = {
    "timeline": "audio_edition.publishing.timeline_json",
    "webvtt": "audio_edition.publishing.webvtt",
    "subrip": "audio_edition.publishing.subrip",
    "chapters": "audio_edition.publishing.chapters_json",
    "web_page": "audio_edition.publishing.web_page",
}
"""Name of each companion and the module that makes it, loaded on first use."""

PACKAGES: dict[str, str] = {
    "epub": "audio_edition.publishing.epub",
    "daisy202": "audio_edition.publishing.daisy202",
    "audiobook": "audio_edition.publishing.audiobook",
}
"""The same for archives; each is made after the audio files it holds."""

CHAPTER_LISTS = {
    "w3c_audiobook": "audio_edition.publishing.audiobook.publication_json",
}
"""Companions, as in `OUTPUTS`, that name the chapters' MP3 files: only made with those."""
