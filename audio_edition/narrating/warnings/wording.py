"""The words of a spoken warning: what, how strong, how long, and how to pass it.

Rules: at most five topics, the edition's at most about 50 words and a chapter's about 30;
no detail, no method, no slur, no adverb of alarm; lengths are rounded, so that a small edit
does not re-record a warning.
"""

from collections.abc import Sequence

MOST_TOPICS = 5
NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def edition_wording(
    terms: Sequence[str], *, seconds: float, detailed: int, opening: bool, alone: bool
) -> str:
    """Return the edition's warning.

    Args:
        terms: words for its topics, gravest first.
        seconds: length of what is warned of, in seconds: of the chapters that go into
            detail, or of the mentions if none does.
        detailed: how many chapters go into detail and open with a warning of their own.
        opening: whether the lines right after this warning go into detail.
        alone: whether the article's text is a single chapter.
    """
    what, length = listed(terms[:MOST_TOPICS]), rounded(seconds)
    if not (detailed or opening):
        return (
            f"Content warning. This article mentions {what}, without going into detail, "
            f"for {length} in all. {_way_past_mentions(alone)}"
        )
    return f"Content warning. This article describes {what}, {_where(length, detailed, opening)}"


def _way_past_mentions(alone: bool) -> str:
    if alone:
        return "It is one chapter: to pass it, go to the next."
    return "To pass a mention when it comes, go to the next chapter."


def _where(length: str, detailed: int, opening: bool) -> str:
    """Return where detail comes, and how to pass it."""
    if not detailed:
        return "in detail in the lines that follow. To pass them, go to the next chapter."
    here = "in the lines that follow and " if opening else ""
    if detailed == 1:
        return (
            f"in detail {here}in one chapter, {length} long, which opens with a warning. "
            f"To pass it, go to the next chapter."
        )
    return (
        f"in detail {here}in {number(detailed)} chapters, {length} in all. Each opens with a "
        f"warning. To pass it, go to the next chapter."
    )


def chapter_wording(terms: Sequence[str], *, seconds: float, last: bool) -> str:
    """Return a chapter's warning.

    Args:
        terms: words for its topics, gravest first.
        seconds: length of the chapter in seconds.
        last: whether no chapter follows.
    """
    what = listed(terms[:MOST_TOPICS])
    way = "stop here; nothing follows it" if last else "go to the next chapter"
    return (
        f"Warning. This chapter, {rounded(seconds)} long, describes {what} in detail. "
        f"To pass it, {way}."
    )


def listed(terms: Sequence[str]) -> str:
    """Return terms as one would say them: "rape, torture and slavery"."""
    unique = list(dict.fromkeys(terms))
    if len(unique) < 2:
        return "".join(unique)
    joined = " and ".join(term for term in unique[-2:])
    if " and " in unique[-1] or " or " in unique[-1] or " and " in unique[-2]:
        joined = ", and ".join(unique[-2:])
    return ", ".join([*unique[:-2], joined])


def rounded(seconds: float) -> str:
    """Return a length as one would say it: "about three minutes"."""
    if seconds < 45:
        return "less than a minute"
    minutes = round(seconds / 60)
    if minutes <= 1:
        return "about a minute"
    if minutes > 60:
        hours = round(minutes / 60)
        return "about an hour" if hours == 1 else f"about {number(hours)} hours"
    if minutes > 10:
        minutes = 5 * round(minutes / 5)
    return f"about {number(minutes)} minutes"


def number(value: int) -> str:
    """Return a whole number in words."""
    if value < len(NUMBERS):
        return NUMBERS[value]
    if value < 100:
        tens, unit = divmod(value, 10)
        return f"{TENS[tens]}-{NUMBERS[unit]}" if unit else TENS[tens]
    from num2words import num2words  # it takes longer to load than warnings to propose

    return str(num2words(value))
