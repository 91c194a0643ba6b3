"""`index.html`: the edition in a browser, sound and text in step, nothing fetched.

* One file: style and script stand in it, so it works from a disk as from a server.
* Without the script it is whole: the browser's own audio controls, a list of chapters, and
  every sentence a link that opens the sound at its moment (`#t=` in seconds).
* With it (`player.js`) the same links play here, the sentence that is heard is marked, and
  place and speed are kept. A place is kept by the segment's id, which outlives edits.

Source: W3C Media Fragments URI 1.0 section 4.2.1 (`#t=`); WCAG 2.2.
"""

from audio_edition.edition import Edition
from audio_edition.publishing.web_page.page import page

FILE_NAME = "index.html"
MEDIA_TYPE = "text/html"


def render(edition: Edition) -> bytes:
    """Return the page."""
    return page(edition).encode("utf-8")
