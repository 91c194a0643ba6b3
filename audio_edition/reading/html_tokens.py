"""HTML cut into tags, text and what is neither, each with its source range.

Rules: the pieces tile the source without gap; what cannot be a tag is text, so that no
word is lost to broken markup; the time taken is proportional to the length.

Source: HTML Living Standard, 13.2.5 Tokenization, of which this keeps what matters for
reading: comments, raw text elements, quoted attributes, self-closing tags.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from html import unescape


class TokenKind(Enum):
    """What a piece of an HTML source is."""

    TEXT = "text"
    RAW = "raw"
    """The inside of an element whose inside is no markup, such as a script."""
    START = "start"
    END = "end"
    OTHER = "other"
    """A comment, a declaration, a processing instruction."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an HTML source."""

    kind: TokenKind
    begin: int
    end: int
    tag: str = ""
    """Element name in lower case, of a start or end tag."""
    closed: bool = False
    """Whether a start tag ends with a slash."""


RAW_ELEMENTS = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noframes"})

# A quoted value may hold ">". Broken quotes: the tag then ends at the first ">".
_START = re.compile(
    r"""<([A-Za-z][^\s/><]*)((?>[^<>"']+|"[^"]*"|'[^']*')*)>|<([A-Za-z][^\s/><]*)[^<>]*>"""
)
_END = re.compile(r"</([A-Za-z][^\s/>]*)[^>]*>")
# Two tags run into one, as broken tools leave them: <strong<Agency:< strong="">. What
# stands between the signs are the words of the article.
_RUN_TOGETHER = re.compile(r"""<[A-Za-z][A-Za-z0-9]*<([^<>"']{1,80})<\s*[a-z]*=?(?:""|'')?\s*>""")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"(?P<d>[^"]*)"|'(?P<s>[^']*)'|(?P<u>[^\s"'=<>`]+)))?"""
)
_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,8}|#[0-9]{1,8}|[A-Za-z][A-Za-z0-9]{1,40});?")


def tokens(source: str, begin: int, end: int) -> Iterator[Token]:
    """Yield the tokens that tile `source[begin:end]`."""
    last = {closing: source.rfind(closing, begin, end) for closing in ("-->", "?>", "]]>", ">")}
    position = text_begin = begin
    while (position := source.find("<", position, end)) >= 0:
        token = _token(source, position, end, last)
        if token is None:
            position += 1
            continue
        yield from _text(text_begin, position)
        if token.tag == "<":
            yield from _around_words(source, token)
        else:
            yield token
        position = text_begin = token.end
        if token.kind is TokenKind.START and token.tag in RAW_ELEMENTS and not token.closed:
            position = text_begin = _raw_end(source, token, end, last)
            yield from _text(token.end, position, TokenKind.RAW)
    yield from _text(text_begin, end)


def _raw_end(source: str, token: Token, end: int, last: dict[str, int]) -> int:
    """Return where the inside of a raw text element ends; one never closed has no inside."""
    close = None
    if last.get(token.tag, end) > token.end:
        close = re.compile(rf"</{token.tag}[\s/>]", re.IGNORECASE).search(source, token.end, end)
    if close is None:
        last[token.tag] = token.begin
    return close.start() if close else token.end


def _text(begin: int, end: int, kind: TokenKind = TokenKind.TEXT) -> Iterator[Token]:
    if begin < end:
        yield Token(kind, begin, end)


def _around_words(source: str, token: Token) -> Iterator[Token]:
    """Yield the words inside a CDATA section or two tags run into one, and what is round them."""
    words = _RUN_TOGETHER.match(source, token.begin) or _CDATA.match(source, token.begin)
    if words is not None:
        yield Token(TokenKind.OTHER, token.begin, words.start(1))
        yield from _text(*words.span(1))
        yield Token(TokenKind.OTHER, words.end(1), token.end)


def _token(source: str, at: int, end: int, last: dict[str, int]) -> Token | None:
    """Return the token that the "<" at an offset begins, or nothing if it is text.

    `last` says where each closing sign stands for the last time, so that none is looked
    for in vain.
    """
    following = source[at + 1 : at + 2]
    if last["]]>"] > at and (found := _CDATA.match(source, at, end)):
        return Token(TokenKind.OTHER, at, found.end(), "<")
    if following == "!" or following == "?":
        return _other(source, at, end, last)
    if following == "/" and last[">"] > at:
        found = _END.match(source, at, end)
        return found and Token(TokenKind.END, at, found.end(), found[1].split("<")[0].lower())
    if not following.isalpha() or last[">"] < at:
        return None
    if found := _RUN_TOGETHER.match(source, at, end):
        return Token(TokenKind.OTHER, at, found.end(), "<")
    if found := _START.match(source, at, end):
        closed = source[found.end() - 2] == "/"
        return Token(TokenKind.START, at, found.end(), (found[1] or found[3]).lower(), closed)
    return None


def _other(source: str, at: int, end: int, last: dict[str, int]) -> Token:
    """Return the comment, declaration or instruction at an offset.

    One that never ends is only its opening signs, so that the words after it are kept.
    """
    for opening, closing in (("<!--", "-->"), ("<?", "?>"), ("<", ">")):
        if source.startswith(opening, at):
            after = at + len(opening)
            if last[closing] >= after:
                return Token(TokenKind.OTHER, at, source.find(closing, after, end) + len(closing))
            if opening != "<?":
                break
    return Token(TokenKind.OTHER, at, at + 2)


def attributes(source: str, token: Token) -> dict[str, tuple[int, int]]:
    """Return a start tag's attributes: name in lower case to the value's source range."""
    ranges: dict[str, tuple[int, int]] = {}
    inside_end = token.end - (2 if token.closed else 1)
    for found in _ATTRIBUTE.finditer(source, token.begin + 1 + len(token.tag), inside_end):
        group = found.lastgroup
        ranges.setdefault(
            found[1].lower(), found.span(group) if group else (found.end(), found.end())
        )
    return ranges


def decoded(source: str, begin: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield (text, begin, end) pieces of a range, each reference decoded in a piece of its own.

    Source: HTML Living Standard, 13.5 Named character references.
    """
    position = begin
    for found in _REFERENCE.finditer(source, begin, end):
        meant = unescape(found[0])
        if meant == found[0]:
            continue
        if found.start() > position:
            yield source[position : found.start()], position, found.start()
        yield meant, found.start(), found.end()
        position = found.end()
    if position < end:
        yield source[position:end], position, end
