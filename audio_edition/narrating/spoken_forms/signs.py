"""Characters without which a pattern cannot match: looking for them costs next to nothing.

Rules obeyed here: whatever is not understood of a pattern counts as "any character", so
that a text is never passed over which the pattern would match; a property test holds that
for every rule.
"""

import functools
import re

_TOKEN = re.compile(
    r"(?P<one>\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[^\\\[\]()|?*+{}^$.])"
    r"(?P<repeat>[?*]|\{\d*,?\d*\}|\+)?|(?P<nothing>\^|\$|\\[bB])|(?P<unknown>.)",
    re.DOTALL,
)
_DIGITS = frozenset("0123456789")
_LARGEST_RANGE = 0x400
"""Of characters; a class that takes more is as good as any."""


def signs_in(text: str) -> frozenset[str]:
    """Return the characters of a text, with a figure 0 for any script's figures."""
    found = frozenset(text)
    return found | {"0"} if any(c.isdecimal() for c in found - _DIGITS) else found


@functools.cache
def signs_of(pattern: str) -> frozenset[str] | None:
    """Return characters one of which every match of a pattern has; None: not known.

    Args:
        pattern: a regular expression without flags but an inline one.
    """
    branches = [_signs_of_branch(branch) for branch in _branches(pattern)]
    known = [signs for signs in branches if signs is not None]
    return frozenset().union(*known) if len(known) == len(branches) else None


def _branches(pattern: str) -> list[str]:
    """Return the alternatives of a pattern; the pattern itself if it has groups."""
    if re.search(r"[(\\]|\[", pattern):
        return [pattern]
    return pattern.split("|")


def _signs_of_branch(pattern: str) -> frozenset[str] | None:
    """Return the rarest characters one of which a sequence must have; None: not known."""
    found: list[frozenset[str]] = []
    depth = 0
    for token in _TOKEN.finditer(pattern):
        sign, repeat = token["unknown"], token["repeat"] or ""
        if sign == "|" and not depth:
            return None
        depth += {"(": 1, ")": -1}.get(sign or "", 0)
        is_optional = repeat in ("?", "*") or repeat.startswith(("{0", "{,"))
        if token["one"] and not depth and not is_optional:
            found += filter(None, [_signs_of_one(token["one"])])
    if "(?i" in pattern:
        found = [signs for signs in found if not _has_letter(signs)]
    return min(found, key=lambda signs: (_has_letter(signs), len(signs)), default=None)


def _has_letter(signs: frozenset[str]) -> bool:
    return any(sign.isalpha() for sign in signs)


def _signs_of_one(one: str) -> frozenset[str] | None:
    """Return the characters that one place of a pattern takes; None: too many to tell."""
    if one == r"\d":
        return _DIGITS
    if one.startswith("\\"):
        return None if one[1].isalnum() else frozenset(one[1])
    if not one.startswith("["):
        return frozenset(one)
    inside = one[1:-1]
    escapes = set(re.findall(r"\\(\w)", inside))
    return None if inside.startswith("^") or escapes - {"d"} else _signs_of_class(inside)


def _signs_of_class(inside: str) -> frozenset[str] | None:
    """Return the characters of a class that has no escapes but those of figures and signs."""
    signs: set[str] = set()
    for part in re.findall(r"\\d|\\.|.-.|.", inside, re.DOTALL):
        if part == r"\d":
            signs |= _DIGITS
        elif len(part) < 3:
            signs.add(part[-1])
        elif ord(part[2]) - ord(part[0]) < _LARGEST_RANGE:
            signs |= {chr(code) for code in range(ord(part[0]), ord(part[2]) + 1)}
        else:
            return None
    return frozenset(signs)
