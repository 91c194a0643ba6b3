"""What a listener can pass: a chapter's own warning, and the edition's where it is said."""

from dataclasses import replace

from audio_edition.edition import Edition
from audio_edition.publishing import web_page
from audio_edition.publishing.epub import chapter_document
from audio_edition.publishing.structure import sections
from audio_edition.publishing.tracks import tracks
from audio_edition.publishing.warned import warning_of
from audio_edition.script import ContentWarning, Evidence, Role
from tests.editions import GRAPHIC, MILD, Said, Told, edition

OPENING = Told(
    "Opening",
    [
        Said("Salt", Role.TITLE),
        Said("Content warning.", Role.WARNING),
        Said("“They beat us.”", Role.QUOTATION),
    ],
)
BODY = Told("Ashore", [Said("Ashore", Role.HEADING), Said("They beat us there.")])


def made_with(warning: ContentWarning | None, *found_in: str) -> Edition:
    evidence = tuple(Evidence(id, "beat", "torture", "torture/beating") for id in found_in)
    given = replace(warning, evidence=evidence) if warning is not None else None
    return edition([OPENING, BODY], warning=given)


def warned(made: Edition) -> list[bool]:
    return [warning_of(made, chapter) is not None for chapter in made.timeline.chapters]


def test_the_editions_warning_concerns_the_opening_if_it_is_followed_by_what_it_warns_of() -> None:
    assert warned(made_with(GRAPHIC, "s3", "s5")) == [True, False]
    assert warned(made_with(GRAPHIC, "s1", "s5")) == [False, False]
    assert warned(made_with(None)) == [False, False]


def test_an_editors_warning_without_evidence_may_mean_what_follows_it() -> None:
    assert warned(made_with(MILD)) == [True, False]


def test_a_chapters_own_warning_concerns_it() -> None:
    own = edition([replace(OPENING, said=OPENING.said[2:]), replace(BODY, warning=MILD)])
    assert warned(own) == [False, True]


def test_epub_and_page_lead_past_the_opening() -> None:
    for found_in, offered in (("s3", 1), ("s5", 0)):
        made = made_with(GRAPHIC, found_in)
        section, (track, following) = next(iter(sections(made))), tracks(made)
        text = chapter_document.render(made, section, track, following).decode("utf-8")
        assert text.count(f'href="{following.stem}.xhtml">Go on to “Ashore”') == offered
        page = web_page.render(made).decode("utf-8")
        assert page.count('class="pass" href="#c-2"') == offered
        assert page.count('data-warned-before="torture"') == offered
        assert 'data-warned="' not in page
