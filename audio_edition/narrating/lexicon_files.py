"""Lexicon files: TOML for people, and the Pronunciation Lexicon Specification for exchange.

    [say]                            # a plain respelling
    Ghent = "Gent"
    "sri lanka" = "shree lanka"
    [ipa]                            # sounds
    Nguyen = "wɪn"
    [exact.say]                      # these very letters, small ones included
    polish = "pollish"

Rules obeyed here: an entry has a respelling or sounds, never both; a phoneme of a PLS
file counts before an alias; its `x-sampa` and other alphabets than IPA are refused.

Source: W3C Recommendation 14 October 2008, Pronunciation Lexicon Specification 1.0.
"""

import tomllib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from audio_edition.errors import SettingsError
from audio_edition.narrating.lexicon import Case, Entry

if TYPE_CHECKING:
    from lxml.etree import _Element

PLS_NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
_OURS = "urn:audio-edition:lexicon"
_CASE = f"{{{_OURS}}}case"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SECTIONS = "The sections are [say], [ipa], [exact.say] and [exact.ipa]."


def read_lexicon(data: bytes, name: str) -> tuple[Entry, ...]:
    """Return the entries of a lexicon file, in its order.

    Args:
        data: the file's bytes: XML if the name ends in .pls or .xml, else TOML.
        name: of the file, for messages.

    Raises:
        SettingsError: naming what is wrong with it.
    """
    is_pls = name.lower().endswith((".pls", ".xml"))
    return _read_pls(data, name) if is_pls else _read_toml(data, name)


def _read_toml(data: bytes, name: str) -> tuple[Entry, ...]:
    try:
        tables = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f"The lexicon {name} is not valid TOML: {error}.",
            'Write each entry as word = "respelling" under [say] or [ipa].',
        ) from error
    exact = tables.pop("exact", {})
    if not isinstance(exact, Mapping):
        raise SettingsError(f"The lexicon {name} sets exact to {exact!r}.", _SECTIONS)
    found = [*_sections(tables, Case.SMART, name), *_sections(exact, Case.EXACT, name)]
    _refuse_doubles(found, name)
    return tuple(found)


def _refuse_doubles(entries: Iterable[Entry], name: str) -> None:
    """Refuse a word that one file gives two pronunciations."""
    seen = set()
    for entry in entries:
        if (entry.text, entry.case) in seen:
            raise SettingsError(
                f"The lexicon {name} has {entry.text!r} both under [say] and under [ipa].",
                "Keep one of them.",
            )
        seen.add((entry.text, entry.case))


def _sections(tables: Mapping[str, Any], case: Case, name: str) -> Iterable[Entry]:
    for section, words in tables.items():
        if section not in ("say", "ipa") or not isinstance(words, Mapping):
            raise SettingsError(
                f"The lexicon {name} has an unknown section {section!r}.", _SECTIONS
            )
        for text, value in words.items():
            if not isinstance(value, str):
                raise SettingsError(
                    f"The lexicon {name} gives {text!r} no text under [{section}].",
                    f'Write {text} = "…", with quotation marks.',
                )
            yield _entry(text, section, value, case, name)


def _entry(text: str, kind: str, value: str, case: Case, name: str) -> Entry:
    """Return a checked entry; `kind` is "say" or "ipa"."""
    text, value = " ".join(text.split()), " ".join(value.split())
    if not any(c.isalnum() for c in text) or not any(c.isalnum() for c in value):
        raise SettingsError(
            f"The lexicon {name} has an entry without words: {text!r} = {value!r}.",
            "Give both the word as written and how it is said.",
        )
    if kind == "say":
        return Entry(text, value, "", case, name)
    return Entry(text, "", value.strip("/[]"), case, name)


def _read_pls(data: bytes, name: str) -> tuple[Entry, ...]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise SettingsError(
            f"The lexicon {name} is not well-formed XML: {error}.", "Mend that line."
        ) from error
    if root.tag != f"{{{PLS_NAMESPACE}}}lexicon":
        raise SettingsError(
            f"The lexicon {name} is XML, but no pronunciation lexicon.",
            f"Its root must be <lexicon> in the namespace {PLS_NAMESPACE}.",
        )
    if next(root.iter(etree.Entity), None) is not None:
        raise SettingsError(
            f"The lexicon {name} uses an entity of its own.", "Write the words themselves."
        )
    alphabet = root.get("alphabet", "ipa")
    lexemes = root.iterfind(f"{{{PLS_NAMESPACE}}}lexeme")
    return tuple(entry for lexeme in lexemes for entry in _lexeme(lexeme, alphabet, name))


def _lexeme(lexeme: "_Element", alphabet: str, name: str) -> Iterable[Entry]:
    """Return an entry for every spelling of a lexeme, with its preferred pronunciation."""
    phonemes = _preferred_first(lexeme, "phoneme")
    aliases = _preferred_first(lexeme, "alias")
    spellings = [_text(g) for g in lexeme.iterfind(f"{{{PLS_NAMESPACE}}}grapheme")]
    if phonemes and phonemes[0].get("alphabet", alphabet).lower() != "ipa":
        raise SettingsError(
            f"The lexicon {name} gives {', '.join(spellings)} in another alphabet than IPA.",
            'Write the phonemes in IPA, with alphabet="ipa", or give an <alias>.',
        )
    if not spellings or not (phonemes or aliases):
        raise SettingsError(
            f"The lexicon {name} has a lexeme without a grapheme or without a pronunciation.",
            f"It is on line {lexeme.sourceline}.",
        )
    kind, value = ("ipa", phonemes[0]) if phonemes else ("say", aliases[0])
    case = Case.EXACT if lexeme.get(_CASE) == Case.EXACT else Case.SMART
    return [_entry(text, kind, _text(value), case, name) for text in spellings]


def _preferred_first(lexeme: "_Element", tag: str) -> list["_Element"]:
    found = lexeme.findall(f"{{{PLS_NAMESPACE}}}{tag}")
    return sorted(found, key=lambda element: element.get("prefer") != "true")


def _text(element: "_Element") -> str:
    return "".join(element.itertext())


def write_pls(entries: Iterable[Entry], language: str) -> bytes:
    """Return entries as a PLS 1.0 document.

    Args:
        entries: in the order they are written.
        language: BCP 47 tag.
    """
    from lxml import etree

    root = etree.Element(
        f"{{{PLS_NAMESPACE}}}lexicon",
        {"version": "1.0", "alphabet": "ipa", _XML_LANG: language},
        nsmap={None: PLS_NAMESPACE, "edition": _OURS},
    )
    for entry in entries:
        exact = {_CASE: str(Case.EXACT)} if entry.case is Case.EXACT else {}
        lexeme = etree.SubElement(root, f"{{{PLS_NAMESPACE}}}lexeme", exact)
        tag, value = ("phoneme", entry.ipa) if entry.ipa else ("alias", entry.say)
        etree.SubElement(lexeme, f"{{{PLS_NAMESPACE}}}grapheme").text = entry.text
        etree.SubElement(lexeme, f"{{{PLS_NAMESPACE}}}{tag}").text = value
    document: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", pretty_print=True
    )
    return document


def write_toml(entries: Iterable[Entry]) -> bytes:
    """Return entries as a TOML lexicon."""
    import json

    sections: dict[str, list[str]] = {}
    for entry in entries:
        kind = "ipa" if entry.ipa else "say"
        section = f"exact.{kind}" if entry.case is Case.EXACT else kind
        pair = (entry.text, entry.ipa or entry.say)
        line = " = ".join(json.dumps(part, ensure_ascii=False) for part in pair)
        sections.setdefault(section, []).append(line)
    parts = [f"[{section}]\n" + "\n".join(lines) + "\n" for section, lines in sections.items()]
    return "\n".join(parts).encode("utf-8")
