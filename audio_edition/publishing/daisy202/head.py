"""What heads every file of a talking book: declarations and metadata.

Source: DAISY 2.02 Specification, sections 2.1.1, 2.2.1 and appendix 2.
"""

from collections.abc import Iterable, Iterator

from audio_edition.edition import Edition
from audio_edition.publishing import about
from audio_edition.publishing.about import escaped_line
from audio_edition.publishing.languages import direction

FORMAT = "Daisy 2.02"
CHARSET = "utf-8"
XHTML = (
    f'<?xml version="1.0" encoding="{CHARSET}"?>',
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"',
    '  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">',
)
SMIL = (
    f'<?xml version="1.0" encoding="{CHARSET}"?>',
    '<!DOCTYPE smil PUBLIC "-//W3C//DTD SMIL 1.0//EN" "http://www.w3.org/TR/REC-smil/SMIL10.dtd">',
)
CONTENT_TYPE = f'<meta http-equiv="Content-type" content="text/html; charset={CHARSET}" />'

Fact = tuple[str, str]
"""Name and content of a `meta` element."""


def html_root(edition: Edition) -> str:
    """Return the start tag of an XHTML file."""
    language = escaped_line(edition.script.language)
    named = f'lang="{language}" xml:lang="{language}"{direction(edition.script.language)}'
    return f'<html xmlns="http://www.w3.org/1999/xhtml" {named}>'


def common(edition: Edition) -> Iterator[Fact]:
    """Yield the facts that every file states."""
    yield "dc:format", FORMAT
    yield "dc:identifier", about.identifier(edition)
    yield "dc:title", edition.script.title
    yield "ncc:generator", about.GENERATOR


def metas(facts: Iterable[Fact]) -> Iterator[str]:
    """Yield a `meta` element for each fact that says something."""
    for name, content in facts:
        if content:
            scheme = ' scheme="yyyy-mm-dd"' if name in ("dc:date", "ncc:producedDate") else ""
            yield f'<meta name="{name}" content="{escaped_line(content)}"{scheme} />'
