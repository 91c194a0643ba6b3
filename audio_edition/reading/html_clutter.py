"""What on a page is no part of the article: navigation, advertising, forms and the like.

Rules: an element's own name and role decide first; its class and id are believed only
where what is inside agrees (mostly links, a form, or a few words), so that a chapter on
"related work" or "social policy" is kept; every refusal has a reason.
"""

import re

from audio_edition.article import DropReason
from audio_edition.reading.html_tree import Element

SHORT_CHARACTERS = 400
"""Clutter that is not made of links is short: a newsletter box, a cookie notice."""
FORM_CHARACTERS = 1200
"""Clutter with a button or a field in it is no longer."""
MOSTLY_LINKS = 0.5
"""Share of the characters inside links from which on something is a list of links."""

_BY_TAG = {
    "script": DropReason.SCRIPT,
    "style": DropReason.SCRIPT,
    "template": DropReason.SCRIPT,
    "noscript": DropReason.SCRIPT,
    "head": DropReason.METADATA,
    "title": DropReason.METADATA,
    "nav": DropReason.NAVIGATION,
    "button": DropReason.FORM,
    "select": DropReason.FORM,
    "textarea": DropReason.FORM,
    "fieldset": DropReason.FORM,
    "datalist": DropReason.FORM,
    "iframe": DropReason.MARKUP,
    "object": DropReason.MARKUP,
    "canvas": DropReason.MARKUP,
    "annotation": DropReason.DUPLICATE,
    "annotation-xml": DropReason.DUPLICATE,
}
_BY_ROLE = {
    "navigation": DropReason.NAVIGATION,
    "menu": DropReason.NAVIGATION,
    "menubar": DropReason.NAVIGATION,
    "search": DropReason.FORM,
    "contentinfo": DropReason.BOILERPLATE,
    "backlink": DropReason.NAVIGATION,
}
# Words of a class or an id. The first that matches counts.
_BY_NAME = (
    (
        DropReason.ADVERTISING,
        "ad ads adsense adsbygoogle advert adverts advertisement advertising sponsored sponsor "
        "promo promotion promoted dfp outbrain taboola paywall",
    ),
    (DropReason.ADVERTISING, "newsletter subscribe subscription signup mailinglist"),
    (DropReason.BOILERPLATE, "cookie cookies consent gdpr"),
    (DropReason.BOILERPLATE, "share sharing sharedaddy sharebar social addthis addtoany"),
    (
        DropReason.NAVIGATION,
        "related recommended recommendations breadcrumb breadcrumbs pagination pager sidebar "
        "menu navbar navigation readnext morestories trending popular skip jumplink edit "
        "editsection toolbar tags taglist",
    ),
    (DropReason.FORM, "respond reply replylink searchform"),
)
_NAMES = tuple((reason, frozenset(words.split())) for reason, words in _BY_NAME)
_CLUTTER = frozenset[str]().union(*(words for _, words in _NAMES))
# What an article may be about as well: social policy, informed consent, a share of a house.
_AMBIGUOUS = frozenset(
    ["social", "consent", "share", "sharing", "promotion", "sponsor", "sponsored", "subscription"]
)
_SENTENCE = re.compile(r"\w[^.!?]{10,}[a-z][.!?][\"”’)]*(?:\s|$)")
_JOINED = re.compile(r"(?<=read)[-_](?=next)|(?<=more)[-_](?=stories)|(?<=edit)[-_](?=section)")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def reason_to_drop(element: Element) -> DropReason | None:
    """Return why an element is no part of the article, or nothing if it may be one."""
    if element.tag in _BY_TAG:
        return None if _holds_article(element) else _BY_TAG[element.tag]
    if _is_hidden(element):
        return DropReason.DUPLICATE
    for role in element.types():
        if role in _BY_ROLE:
            return _BY_ROLE[role]
    if element.tag == "form":
        return DropReason.FORM if _is_form(element) else None
    if element.tag == "footer" and is_mostly_links(element):
        return DropReason.NAVIGATION
    return _reason_by_name(element)


def is_mostly_links(element: Element) -> bool:
    """Return whether most of an element's words are links."""
    whole = len(element.content())
    if element.tag == "a":
        return whole > 0
    linked = sum(len(e.content()) for e in element.descendants() if e.tag == "a")
    return whole > 0 and linked > MOSTLY_LINKS * whole


def _is_hidden(element: Element) -> bool:
    return (
        "hidden" in element.ranges
        or element.get("aria-hidden").lower() == "true"
        or _HIDDEN_STYLE.search(element.get("style")) is not None
    )


def _is_form(element: Element) -> bool:
    """Return whether a form is one; some sites wrap the whole page in a form element."""
    return not _holds_article(element)


def _holds_article(element: Element) -> bool:
    """Return whether an article, or several paragraphs and a heading, stand inside."""
    if element.tag in ("script", "style", "head", "title", "template"):
        return False
    tags = [inside.tag for inside in element.descendants()]
    return "article" in tags or "main" in tags or (tags.count("p") > 3 and "h1" in tags)


def names(element: Element) -> set[str]:
    """Return the single words of an element's class and id."""
    said = _JOINED.sub("", f"{element.get('class')} {element.get('id')}".lower())
    return set(re.split(r"[^a-z0-9]+", said)) - {""}


def _reason_by_name(element: Element) -> DropReason | None:
    """Return why an element's class or id tells that it is clutter, if its inside agrees."""
    if element.tag in ("html", "body", "main", "article", "h1", "em", "strong"):
        return None
    said = names(element)
    reason = next((reason for reason, words in _NAMES if words & said), None)
    if reason is None or _holds_article(element):
        return None
    if said & _CLUTTER <= _AMBIGUOUS and _is_prose(element):
        return None
    return reason if _agrees(element, reason) else None


def _is_prose(element: Element) -> bool:
    """Return whether an element holds a paragraph with a sentence in it, and no control."""
    tags = {inside.tag for inside in element.descendants()}
    has_control = bool(tags & {"form", "input", "button"})
    is_sentence = _SENTENCE.search(element.content()) is not None
    return is_sentence and not has_control and not is_mostly_links(element)


def _agrees(element: Element, reason: DropReason) -> bool:
    """Return whether what stands inside an element may be clutter of a kind."""
    length = len(element.content())
    has_control = any(e.tag in ("form", "input", "button") for e in element.descendants())
    if is_mostly_links(element) or (has_control and length <= FORM_CHARACTERS):
        return True
    few_words = length <= SHORT_CHARACTERS
    return few_words and reason in (DropReason.ADVERTISING, DropReason.BOILERPLATE)
