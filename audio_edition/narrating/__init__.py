"""Narrating: what the article says becomes what will be spoken, in order.

`telling.py` tells an article in segments and cues; `spoken_forms/` says what a voice makes
of written signs; `warnings/` proposes content warnings and puts them in their places;
`script_file.py` reads and writes `script/<slug>.yaml`; `revise.py` brings an editor's
decisions from an old script into a new one; `as_decided.py` keeps cues true to them;
`as_heard.py` shows a script on paper; `lasting.py` says how long it lasts.
"""

from audio_edition.narrating.as_decided import as_decided
from audio_edition.narrating.as_heard import as_heard
from audio_edition.narrating.lasting import announce_length
from audio_edition.narrating.revise import Revision, revise
from audio_edition.narrating.script_file import read_script, write_script
from audio_edition.narrating.spoken_forms import spoken_form
from audio_edition.narrating.telling import tell
from audio_edition.narrating.warnings import place_warnings, propose_warnings

__all__ = [
    "Revision",
    "announce_length",
    "as_decided",
    "as_heard",
    "place_warnings",
    "propose_warnings",
    "read_script",
    "revise",
    "spoken_form",
    "tell",
    "write_script",
]
