"""Every rule for English, in the order they are tried.

The order is the design: a rule that needs more context comes before one that needs less,
and the plain number comes last of all.
"""

from audio_edition.narrating.spoken_forms.abbreviations import ABBREVIATIONS
from audio_edition.narrating.spoken_forms.addresses import ADDRESSES
from audio_edition.narrating.spoken_forms.codes import CODES
from audio_edition.narrating.spoken_forms.dates import DATES
from audio_edition.narrating.spoken_forms.editorial import EDITORIAL
from audio_edition.narrating.spoken_forms.initialisms import INITIALISMS
from audio_edition.narrating.spoken_forms.measures import MEASURES
from audio_edition.narrating.spoken_forms.money import MONEY
from audio_edition.narrating.spoken_forms.numerals import NUMERALS
from audio_edition.narrating.spoken_forms.phones import PHONES
from audio_edition.narrating.spoken_forms.ratios import RATIOS
from audio_edition.narrating.spoken_forms.roman import ROMAN
from audio_edition.narrating.spoken_forms.rules import Rule
from audio_edition.narrating.spoken_forms.symbols import SYMBOLS
from audio_edition.narrating.spoken_forms.times import TIMES
from audio_edition.narrating.spoken_forms.years import YEARS

ENGLISH: tuple[Rule, ...] = (
    *ADDRESSES,
    *PHONES,
    *MONEY,
    *DATES,
    *TIMES,
    *YEARS,
    *MEASURES,
    *ROMAN,
    *ABBREVIATIONS,
    *INITIALISMS,
    *EDITORIAL,
    *SYMBOLS,
    *RATIOS,
    *CODES,
    *NUMERALS,
)
