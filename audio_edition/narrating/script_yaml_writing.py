"""YAML as a person would write it: the text alone wherever the text allows it.

Rules obeyed here: what is written is YAML 1.1 and 1.2 alike; a text is never escaped unless
it holds characters no eye can see; a long text is folded at spaces, so that it can be read
without scrolling. Source: https://yaml.org/spec/1.2.2/#chapter-7-flow-style-productions and
#81-block-scalar-styles.
"""

import re
from collections.abc import Iterable

WIDTH = 88
"""Characters of text in a line before it is folded."""
_UNSEEN = "\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_PLAIN = re.compile(rf"[“‘(…—]?[^\W\d_][^{_UNSEEN}]*")
_NOT_PLAIN = re.compile(r": |:$| #| $")
_RESERVED = frozenset(["true", "false", "yes", "no", "on", "off", "y", "n", "null"])
_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_/-]*(?: [A-Za-z0-9_/]+)*")
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_ESCAPED = re.compile(rf'["\\{_UNSEEN}]')
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def is_plain(text: str) -> bool:
    """Return whether every YAML reader takes these bare characters for this text."""
    return (
        _PLAIN.fullmatch(text) is not None
        and _NOT_PLAIN.search(text) is None
        and text.lower() not in _RESERVED
    )


def scalar(text: str, indent: str) -> str:
    """Return a text as the value of a key.

    Args:
        indent: white space before the key; the lines of a block go two deeper.
    """
    if not text:
        return '""'
    if len(text) > WIDTH and _folds(text):
        return _folded(text, indent)
    if is_plain(text):
        return text
    if "\n" in text and _is_block(text):
        margin = f"\n{indent}  "
        return "|-" + "".join(margin + line if line else "\n" for line in text.split("\n"))
    return quoted(text)


def quoted(text: str) -> str:
    """Return a text between quotation marks, without escapes if it can be."""
    if '"' not in text and "\\" not in text and _HIDDEN.search(text) is None:
        return f'"{text}"'
    if "'" not in text and _HIDDEN.search(text) is None:
        return f"'{text}'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def words(texts: Iterable[str]) -> str:
    """Return a list of short texts on one line."""
    return "[" + ", ".join(word(text) for text in texts) + "]"


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Return a mapping of short texts on one line; the values are written as they are."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"


def word(text: str) -> str:
    """Return a text as a key, or as an item of a list on one line."""
    bare = _BARE.fullmatch(text) is not None and text.lower() not in _RESERVED
    return text if bare else quoted(text)


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    code = ord(sign)
    return _ESCAPES.get(sign) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")


def _folds(text: str) -> bool:
    """Return whether a text may be broken at its spaces and come back as it was."""
    return "  " not in text and text[0] != " " != text[-1] and _HIDDEN.search(text) is None


def _folded(text: str, indent: str) -> str:
    margin = f"\n{indent}  "
    lines, begin = [">-"], 0
    while len(text) - begin > WIDTH:
        end = text.rfind(" ", begin, begin + WIDTH + 1)
        if end < 0 and (end := text.find(" ", begin)) < 0:
            break
        lines.append(text[begin:end])
        begin = end + 1
    lines.append(text[begin:])
    return margin.join(lines)


def _is_block(text: str) -> bool:
    """Return whether a text of several lines comes back from a block as it was."""
    return (
        text[0] not in " \n"
        and text[-1] not in " \n"
        and _HIDDEN.search(text.replace("\n", "")) is None
    )
