"""What was read from a script file, checked against the table of keys.

Rules obeyed here: an unknown key or value is refused, never passed over, since it is most
often a decision misspelt; the message names what was probably meant.
"""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from audio_edition.narrating.script_keys import TABLES, Key, Kind
from audio_edition.narrating.script_yaml_reading import Fault

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_NUMBER = re.compile(r"-?[0-9]{1,9}")
_YES_NO = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}

Values = dict[str, Any]
"""Key → value in the type its kind has: str, int, bool, tuple, dict; absent: not given."""


def checked(given: Any, table: str) -> Values:
    """Return the values of one mapping, in their types.

    Nested tables are checked too. A list of tables is handed back as it was read, for the
    caller to check one by one.

    Raises:
        Fault: with the path of what cannot be used.
    """
    converters = _CONVERTERS[table]
    if not isinstance(given, dict):
        raise Fault(f"Here {TABLES[table].called} should stand.", _keys_of(table))
    values: Values = {}
    for name, value in given.items():
        converter = converters.get(name)
        if converter is None:
            raise _unknown(name, table)
        if value is not None:
            try:
                values[name] = converter(value)
            except Fault as fault:
                fault.path = (name, *fault.path)
                raise
    for name in _REQUIRED[table]:
        if name not in values:
            raise Fault(
                f"{_capital(TABLES[table].called)} without {name!r} stands here.",
                f"Write `{name}:` with {TABLES[table].keys[name].kind}.",
            )
    return values


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _unknown(name: str, table: str) -> Fault:
    """Return the fault of a key that a table does not have."""
    keys = list(TABLES[table].keys)
    close = get_close_matches(name.lower().replace("-", "_"), keys, 1)
    remedy = f"Did you mean {close[0]!r}?" if close else _keys_of(table)
    return Fault(f"{name!r} is not a key of {TABLES[table].called}.", remedy, (name,))


def _keys_of(table: str) -> str:
    return f"The keys of {TABLES[table].called} are: {', '.join(TABLES[table].keys)}."


def _wrong(given: Any, wanted: str) -> Fault:
    shown = repr(given) if isinstance(given, str) and len(given) <= 40 else "what stands here"
    return Fault(f"{_capital(shown)} is not {wanted}.", f"Write {wanted}.")


def _converter(key: Key) -> Callable[[Any], Any]:
    """Return what turns a value as read into the type of its key, or raises a `Fault`."""
    makers: Mapping[Kind, Callable[[Key], Callable[[Any], Any]]] = {
        Kind.TEXT: lambda key: _as_text,
        Kind.ID: lambda key: _as_id,
        Kind.CHOICE: _choosing,
        Kind.NUMBER: _counting,
        Kind.YES_NO: lambda key: _as_yes_no,
        Kind.WORDS: _listing,
        Kind.TABLE: lambda key: lambda value: checked(value, key.table),
        Kind.TABLES: lambda key: _as_list,
        Kind.FACTS: lambda key: _as_facts,
    }
    return makers[key.kind](key)


def _as_text(value: Any) -> str:
    if not isinstance(value, str):
        raise Fault(
            "A text should stand here, not a list or keys.",
            "Put quotation marks around it if it holds a colon or brackets.",
        )
    return value


def _as_id(value: Any) -> str:
    if not isinstance(value, str) or _ID.fullmatch(value) is None:
        raise _wrong(value, Kind.ID)
    return value


def _as_yes_no(value: Any) -> bool:
    try:
        return _YES_NO[value.lower()]
    except (KeyError, AttributeError):
        raise _wrong(value, Kind.YES_NO) from None


def _as_list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Fault("A list should stand here.", "Begin each of its items with a hyphen.")
    return value


def _as_facts(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise Fault("Names with texts should stand here.", "Write them as `name: text`.")
    return {name: _as_text(text) for name, text in value.items() if text is not None}


def _choosing(key: Key) -> Callable[[Any], str]:
    def choose(value: Any) -> str:
        if isinstance(value, str) and value in key.choices:
            return value
        close = get_close_matches(str(value).lower(), key.choices, 1)
        shown = repr(value) if isinstance(value, str) else "What stands here"
        choices = ", ".join(key.choices)
        remedy = f"Did you mean {close[0]!r}?" if close else f"Choose from: {choices}."
        raise Fault(f"{shown} is not a value it can have.", remedy)

    return choose


def _counting(key: Key) -> Callable[[Any], int]:
    low, high = key.bounds

    def count(value: Any) -> int:
        if not isinstance(value, str) or _NUMBER.fullmatch(value) is None:
            raise _wrong(value, Kind.NUMBER)
        if not low <= int(value) <= high:
            bounds = f"a number from {low} to {high}" if low < high else f"{low}"
            raise Fault(f"{int(value)} is out of bounds.", f"Write {bounds}.")
        return int(value)

    return count


def _listing(key: Key) -> Callable[[Any], tuple[str, ...]]:
    convert = _choosing(key) if key.choices else _as_text

    def collect(value: Any) -> tuple[str, ...]:
        found = []
        for number, item in enumerate(_as_list(value)):
            try:
                found.append(convert(item))
            except Fault as fault:
                fault.path = (number, *fault.path)
                raise
        return tuple(found)

    return collect


_CONVERTERS = {
    name: {key: _converter(what) for key, what in table.keys.items()}
    for name, table in TABLES.items()
}
_REQUIRED = {
    name: tuple(key for key, what in table.keys.items() if what.required)
    for name, table in TABLES.items()
}
