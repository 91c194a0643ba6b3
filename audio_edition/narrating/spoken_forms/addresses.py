"""Web and e-mail addresses, handles, hashtags, file names and document identifiers.

Rules obeyed here: everything that has to be typed is said, sign by sign; "https" is not.
"""

import re

from audio_edition.narrating.spoken_forms.initialisms import as_said, is_pronounceable, spelled
from audio_edition.narrating.spoken_forms.number_words import code_digits, digits, say_number
from audio_edition.narrating.spoken_forms.number_words import year as year_words
from audio_edition.narrating.spoken_forms.rules import Rule, Variety, any_of, rule

_SIGNS = {
    ".": "dot", "/": "slash", "-": "dash", "_": "underscore", "@": "at", ":": "colon",
    "?": "question mark",
    "=": "equals", "&": "and", "#": "hash", "+": "plus", "%": "percent", "~": "tilde",
    "!": "exclamation mark",
    ",": "comma", ";": "semicolon", "*": "asterisk", "$": "dollar", "'": "apostrophe",
    "(": "open bracket", ")": "close bracket",
}  # fmt: skip
_DOMAINS = (
    "com|org|net|gov|edu|info|co|io|int|mil|uk|us|eu|ie|de|fr|ca|au|nz|in|es|it|nl|be|ch"
    "|at|se|no|dk|fi|pl|jp|cn|br|za"
    "|tv|ai|me|app|dev|blog|news|online|site|shop|museum|example|test|scot|wales|london"
    "|ngo|charity|org\\.uk|fm|ly|biz"
)
_SPELLED_PARTS = frozenset(
    [
        "www",
        "usa",
        "bbc",
        "uk",
        "us",
        "eu",
        "ie",
        "de",
        "fr",
        "ca",
        "au",
        "nz",
        "es",
        "nl",
        "ch",
        "se",
        "dk",
        "fi",
        "pl",
        "jp",
        "cn",
        "br",
        "za",
        "tv",
        "ai",
        "ac",
        "io",
        "nhs",
        "fm",
    ]
)
_TOKEN = re.compile(r"[A-Z]{2,}(?=[A-Z][a-z]|\b|_|\d)|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_]+|[^\s]")


def _said(written: str) -> str:
    """Return an address said part by part, sign by sign."""
    return " ".join(_token(token) for token in _TOKEN.findall(written))


_READ_PARTS = frozenset(["gov", "com", "org", "net", "info"])
_SAID_PARTS = {"json": "jason", "JSON": "jason"}


def _token(token: str) -> str:
    """Return one part of an address as it is said."""
    if token in _SIGNS:
        return _SIGNS[token]
    if token.isdecimal():
        return _figures(token)
    if token in _READ_PARTS:
        return token
    if token in _SAID_PARTS:
        return _SAID_PARTS[token]
    if token.lower() in _SPELLED_PARTS:
        return spelled(token)
    if token.isupper() and len(token) > 1:
        return as_said(token)
    if (
        len(token) > 1
        and token.isascii()
        and not is_pronounceable(token.upper())
        and len(token) < 5
    ):
        return spelled(token)
    return token


def _figures(written: str) -> str:
    if len(written) == 4 and written[:2] in ("19", "20"):
        return year_words(int(written))
    return say_number(written) if len(written) < 4 and written[0] != "0" else digits(written)


def _address(match: re.Match[str], _: Variety) -> str:
    """https://www.example.org/help, docs.example.net/v2, press_team@example.co.uk."""
    return _said(re.sub(r"^(?:https?|ftp)://", "", match["address"]).rstrip("/"))


def _handle(match: re.Match[str], _: Variety) -> str:
    return "at " + _said(match["name"])


def _hashtag(match: re.Match[str], _: Variety) -> str:
    return "hashtag " + _said(match["name"])


def _identifier(match: re.Match[str], variety: Variety) -> str:
    """doi:10.1000/182."""
    prefix, _, rest = match["number"].partition("/")
    registrant = prefix.partition(".")[2]
    return f"D-O-I colon ten point {digits(registrant)} slash {_said(rest)}"


def _file(match: re.Match[str], _: Variety) -> str:
    name, ending = match["name"], match["ending"]
    said = {
        "json": "jason",
        "zip": "zip",
        "doc": "doc",
        "py": "pie",
        "toml": "toml",
        "yaml": "yaml",
    }.get(ending.lower())
    if said is None:
        letters = re.match(r"[A-Za-z]+", ending)
        run = letters[0] if letters else ""
        said = "-".join(
            filter(
                None, [spelled(run), code_digits(ending[len(run) :]) if ending[len(run) :] else ""]
            )
        )
    return f"{_said(name) if not name.isalpha() else name} dot {said}"


_END = r"(?<![.,;:!?'’\")])"
_PATH = r"(?:[/?#][^\s<>“”\"]{0,400})?"
_FILES = (
    "js",
    "py",
    "txt",
    "pdf",
    "csv",
    "html",
    "htm",
    "xml",
    "json",
    "md",
    "doc",
    "docx",
    "xls",
    "xlsx",
    "png",
    "jpg",
    "jpeg",
    "gif",
    "mp3",
    "mp4",
    "wav",
    "zip",
    "exe",
    "yaml",
    "yml",
    "toml",
    "css",
    "epub",
    "php",
    "svg",
)

ADDRESSES: tuple[Rule, ...] = (
    rule(
        "link address",
        r"(?<=[^\s\[\]])\](?:\((?:https?:|/|#|\.|mailto:)[^()\s]{0,300}\))",
        "",
        needs=r"\]\(",
    ),
    rule(
        "document identifier",
        rf"(?i:\bdoi:\s?|https?://(?:dx\.)?doi\.org/)(?P<number>10\.\d{{4,9}}/[^\s<>“”\"]{{"
        rf"1,200}}){_END}",
        _identifier,
        needs="(?i)doi",
    ),
    rule(
        "e-mail",
        r"(?<![\w.+-])(?:mailto:)?(?P<address>[\w.+'-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5})",
        _address,
        needs=r"\w@\w",
    ),
    rule(
        "web address",
        rf"(?<![\w@])(?P<address>(?:https?|ftp)://[^\s<>“”\"]{{1,500}}){_END}",
        _address,
        needs="://",
    ),
    rule(
        "web address",
        rf"(?<![\w@./-])(?P<address>www\.[^\s<>“”\"]{{1,500}}){_END}",
        _address,
        needs=r"www\.",
    ),
    rule(
        "web address",
        rf"(?<![\w@./-])(?P<address>(?:[A-Za-z0-9][A-Za-z0-9-]{{0,62}}\.){{1,4}}(?:"
        rf"{_DOMAINS})\b(?!\.\w|@){_PATH}){_END}(?![\w])",
        _address,
        needs=rf"\w\.(?:{_DOMAINS})\b",
    ),
    rule(
        "file name",
        rf"(?<![\w./-])(?P<name>[\w-]{{1,60}})\.(?P<ending>{any_of(_FILES)})\b(?!\.\w)",
        _file,
        needs=rf"\w\.{any_of(_FILES)}\b",
    ),
    rule(
        "point before word",
        r"(?:(?<=\s)|^)\.(?=(?:NET|[a-z]{2,5})\b)",
        "dot ",
        needs=r"(?:\s|^)\.[A-Za-z]",
    ),
    rule(
        "handle", r"(?<![\w@.])@(?P<name>[A-Za-z_]\w{0,60}(?:\.\w{1,40}){0,3})", _handle, needs="@"
    ),
    rule("hashtag", r"(?<![\w&#])#(?P<name>\w*[A-Za-z]\w*)", _hashtag, needs="#"),
)
