"""What a Markdown parser should not see, hidden from it without moving anything.

Rules: the masked text has the source's own length, so that offsets in one are offsets in
the other; the characters that mask occur nowhere in the source.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from audio_edition.reading.template_tags import ATTRIBUTE_LIST, TEMPLATE_TAG

# Two tags run into one by a broken tool, <strong<Agency:< strong="">, and their end.
_BROKEN = (
    r"""<[A-Za-z]{1,10}<(?P<words>[^<>"'\n]{1,80})<\s*[a-z]*=?(?:""|'')?\s*>"""
    r"""|</[a-z]{1,10}<[^<>\n]{1,80}<>"""
)
_HIDDEN = re.compile(
    rf"(?P<template>{TEMPLATE_TAG.pattern})|{ATTRIBUTE_LIST.pattern}|\x00|{_BROKEN}"
)
# No-break and other wide spaces at a line's end: the parser would strip whole lines of them,
# and its count of the lines would be no longer the source's.
_WIDE = r"[^\S\r\n \t]"
_WIDE_SPACE = re.compile(rf"(?<!{_WIDE}){_WIDE}+[ \t]*(?=[\r\n]|\Z)")
_NOT_LINE_END = re.compile(r"[^\r\n]")


@dataclass(frozen=True, slots=True)
class Masks:
    """Characters put in the place of what the parser should not see."""

    template: str
    """Stands for the characters of a template tag."""
    markup: str
    """Stands for the characters of an attribute list, and for NUL."""


def masked(source: str, front_end: int) -> tuple[str, Masks]:
    """Return the text to be parsed, and which characters mask what is hidden in it.

    Args:
        source: the whole decoded text.
        front_end: offset after its front matter, which becomes white space.
    """
    masks = _unused(source)
    front = _NOT_LINE_END.sub(" ", source[:front_end])
    if source.startswith("\ufeff") and not front_end:
        front, front_end = " ", 1
    body = source[front_end:]
    body = _WIDE_SPACE.sub(lambda found: " " * len(found[0]), body)
    return front + _HIDDEN.sub(_masking(masks), body), masks


def _masking(masks: Masks) -> Callable[[re.Match[str]], str]:
    """Return what puts masks in the place of a match."""

    def mask(found: re.Match[str]) -> str:
        sign = masks.markup if found["template"] is None else masks.template
        if not found["words"]:
            return sign * len(found[0])
        first, last = found.span("words")
        return f"{sign * (first - found.start())}{found['words']}{sign * (found.end() - last)}"

    return mask


def _unused(source: str) -> Masks:
    """Return two characters of private use that a source does not hold."""
    held = set(source)
    free = (chr(code) for code in chain(range(0xE000, 0xF900), range(0xF0000, 0xFFFFE)))
    unused = (sign for sign in free if sign not in held)
    return Masks(next(unused), next(unused))
