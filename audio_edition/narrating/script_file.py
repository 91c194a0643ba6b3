"""The script file: `script/<slug>.yaml`, written by the program and by people.

Rules obeyed here: what is written reads back as the same script, up to source offsets; a
file that cannot be used is refused with the line, never half understood; a book of ten
hours is read and written in a fraction of a second. `docs/editing.md` is for editors,
`docs/formats.md` gives the fields; both rest on `script_keys.py`.
"""

from audio_edition.errors import ReadingError
from audio_edition.narrating.script_reading import script_of
from audio_edition.narrating.script_writing import lines_of
from audio_edition.narrating.script_yaml_reading import Fault, line_of, parse
from audio_edition.script import Script


def write_script(script: Script) -> str:
    """Return the text of a script's file; the same script gives the same text."""
    return "\n".join(lines_of(script)) + "\n"


def read_script(text: str, name: str) -> Script:
    """Return the script in the text of a file.

    Args:
        name: what messages call the file, such as its path.

    Raises:
        ReadingError: if it is not YAML, or a key or value is unknown or missing; the line
            is named.
    """
    try:
        return script_of(parse(text.removeprefix("\ufeff")))
    except Fault as fault:
        line = fault.line or line_of(text, fault.path)
        raise ReadingError(f"{name}, line {line}: {fault.problem}", fault.remedy) from fault
