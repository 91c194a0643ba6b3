"""The JSON Schema of the script file, for editors' tools; made from the table of keys.

`script.schema.json` beside this module is this schema as published; a test holds the two
together. Source: https://json-schema.org/draft-07 (the draft YAML tools know best).
"""

import json
from pathlib import Path
from typing import Any

from audio_edition.narrating.script_keys import FORMAT, TABLES, Key, Kind

FILE_NAME = "script.schema.json"
Schema = dict[str, Any]

_ID: Schema = {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_.-]*$"}
_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_PLAIN: dict[Kind, Schema] = {
    Kind.TEXT: _TEXT,
    Kind.ID: _ID,
    Kind.YES_NO: {"type": "boolean"},
    Kind.FACTS: {"type": "object", "additionalProperties": _TEXT},
}
_SPEAKS: Schema = {"properties": {"status": {"enum": ["added", "changed"]}}}
_SAYS_A_WARNING: Schema = {
    "required": ["role"],
    "properties": {"role": {"const": "warning"}},
}
_CONDITIONS: dict[str, Schema] = {
    "warning": {"if": _SPEAKS, "then": {"required": ["topics", "spoken"]}},
    "segment": {"if": {"not": _SAYS_A_WARNING}, "then": {"required": ["text"]}},
}
"""What a table needs in some cases only."""


def schema() -> Schema:
    """Return the schema of the whole file."""
    tables = {name: _table(name) for name in TABLES if name != "script"}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"Narration script of audio-edition, format {FORMAT}",
        **_table("script"),
        "definitions": tables,
    }


def published() -> str:
    """Return the text of the schema as it is shipped."""
    return Path(__file__).with_name(FILE_NAME).read_text("utf-8")


def as_text() -> str:
    """Return the schema as the text of a file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _table(name: str) -> Schema:
    keys = TABLES[name].keys
    made: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: _key(what) for key, what in keys.items()},
    }
    required = [key for key, what in keys.items() if what.required]
    return made | ({"required": required} if required else {}) | _CONDITIONS.get(name, {})


def _key(key: Key) -> Schema:
    whose = "" if not key.editors else "Yours. "
    return {"description": whose + key.meaning, **_value(key)}


def _value(key: Key) -> Schema:
    reference = {"$ref": f"#/definitions/{key.table}"}
    low, high = key.bounds
    made: dict[Kind, Schema] = {
        **_PLAIN,
        Kind.CHOICE: {"enum": list(key.choices)},
        Kind.NUMBER: {"type": "integer", "minimum": low, "maximum": high},
        Kind.WORDS: {
            "type": "array",
            "items": {"enum": list(key.choices)} if key.choices else _TEXT,
        },
        Kind.TABLE: {"allOf": [reference]},
        Kind.TABLES: {"type": "array", "items": reference},
    }
    return made[key.kind]
