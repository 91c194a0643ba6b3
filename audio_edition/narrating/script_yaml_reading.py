"""YAML as people write it, into plain mappings, lists and texts.

Rules obeyed here: a value's meaning is given by its key, not by how it looks, so `say: 1984`,
`title: No` and `date: 2024-03-23` are the texts they seem to be; what a standard reader
would pass over in silence (a key given twice, a second document, an alias) is refused.
Lines are looked up only when there is something to complain of. Source:
https://yaml.org/spec/1.2.2/#chapter-3-processes-and-models (its event level).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import yaml

Path = tuple[str | int, ...]
"""Keys and positions from the whole file down to a value."""
DEEPEST = 16
"""Levels of nesting: twice what a script has."""
NOTHING = frozenset(("", "~", "null", "Null", "NULL"))


class Fault(Exception):
    """Something in the file that cannot be used."""

    def __init__(self, problem: str, remedy: str, path: Path = (), line: int = 0) -> None:
        """Make a fault.

        Args:
            problem: one sentence that says what is wrong, without the place.
            remedy: one sentence that says what to do.
            path: where it is, or
            line: the line it is in, from 1; 0: to be found from the path.
        """
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy
        self.path = path
        self.line = line


def parse(text: str) -> Any:
    """Return what a YAML text holds: dicts, lists, texts, and None where nothing is given.

    Raises:
        Fault: if it is not YAML, or uses more of YAML than a script needs.
    """
    import yaml

    loader = yaml.CSafeLoader(text)
    try:
        return _built(loader)
    except yaml.YAMLError as error:
        raise _not_yaml(error, text) from error
    finally:
        loader.dispose()


def _built(loader: yaml.CSafeLoader) -> Any:
    """Return the value of the only document, built from the parser's events."""
    import yaml

    scalar, key_missing = yaml.ScalarEvent, object()
    begins = {yaml.MappingStartEvent: dict, yaml.SequenceStartEvent: list}
    ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
    top: list[Any] = []
    here: Any = top
    key: Any = key_missing
    outer: list[tuple[Any, Any]] = []
    next_event: Callable[[], Any] = loader.get_event
    while (event := next_event()) is not None:
        kind = type(event)
        if kind is scalar:
            value: Any = event.value
            if value in NOTHING and not event.style:
                value = None
        elif kind in begins:
            outer.append((here, key))
            if len(outer) > DEEPEST:
                raise Fault(
                    "This is nested too deeply.",
                    "Look at the brackets and the indentation.",
                    line=event.start_mark.line + 1,
                )
            here, key = begins[kind](), key_missing
            continue
        elif kind in ends:
            value = here
            here, key = outer.pop()
        elif kind is yaml.AliasEvent:
            raise Fault(
                "An alias (a word after *) is not understood here.",
                "Write the value out.",
                line=event.start_mark.line + 1,
            )
        elif kind is yaml.DocumentStartEvent and top:
            raise Fault(
                "A second document begins here.",
                "Remove the line of three hyphens.",
                line=event.start_mark.line + 1,
            )
        else:
            continue
        if type(here) is list:
            here.append(value)
        elif key is key_missing:
            key = _checked_key(value, here, event)
        else:
            here[key] = value
            key = key_missing
    return top[0] if top else None


def _checked_key(value: Any, here: dict[str, Any], event: Any) -> str:
    if not isinstance(value, str):
        raise Fault("A key is missing.", "Write one before it.", line=event.start_mark.line + 1)
    if value in here:
        raise Fault(
            f"The key {value!r} stands here a second time.",
            "Keep one of the two.",
            line=event.start_mark.line + 1,
        )
    return value


def _not_yaml(error: yaml.YAMLError, text: str) -> Fault:
    """Return the fault of a text that is not YAML at all."""
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "not valid"
    position = getattr(error, "position", None)
    line = mark.line + 1 if mark else 1
    if mark is None and isinstance(position, int):
        line = text.encode("utf-8", "replace")[:position].count(b"\n") + 1
    return Fault(
        f"This is not valid YAML ({what}).",
        "Look at the indentation and the quotation marks of that line and the one before it.",
        line=line,
    )


def line_of(text: str, path: Path) -> int:
    """Return the line, from 1, in which the value at a path begins; slow.

    Where the path ends with a key that has a value of several lines, it is the key's line.
    """
    import yaml

    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    line = 1 if node is None else node.start_mark.line + 1
    for step in path:
        if isinstance(node, yaml.MappingNode):
            pairs = [pair for pair in node.value if pair[0].value == step]
            if not pairs:
                break
            line, node = pairs[0][0].start_mark.line + 1, pairs[0][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line
