"""The structured text holds every segment once, in order, in elements HTML allows."""

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from audio_edition.article import Block, BlockKind, Group, GroupKind
from audio_edition.edition import Edition
from audio_edition.publishing.body_html import section_html
from audio_edition.publishing.inline import inline_html, sentences
from audio_edition.publishing.structure import Node, Part, Passage, sections
from audio_edition.script import Role
from tests.editions import Said, Told, block, edition, rich


def html_of(made: Edition) -> etree._Element:
    parts = (
        section_html(s, lambda g, t: f'<span id="{g.id}">{inline_html(t)}</span>')
        for s in sections(made)
    )
    return etree.fromstring("<body>" + "".join(parts) + "</body>")


def text_of(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def passages(nodes: tuple[Node, ...]) -> list[Passage]:
    found: list[Passage] = []
    for node in nodes:
        found += list(node.passages()) if isinstance(node, Part) else [node]
    return found


def test_headings_lists_quotes_and_tables_are_what_they_are() -> None:
    body = html_of(rich())
    assert [text_of(e) for e in body.iter("h1", "h2", "h3")] == [
        "The ferry & the <fog>",
        "What is carried; and = how #1 “goes” 🚢",
        "Fog",
    ]
    assert [text_of(e) for e in body.findall(".//ul/li")] == ["Bread.", "Item two: Post."]
    assert text_of(body.find(".//blockquote/p")) == "We wait. Always."
    assert [text_of(e) for e in body.findall(".//tr")] == ["MonthTrips", "MayTrips 62"]
    assert text_of(body.find(".//caption")) == "Crossings"
    assert body.find(".//section[@class='warning']") is not None


def test_what_is_not_read_is_shown_as_such_but_readers_comments_are_not() -> None:
    body = html_of(rich())
    assert text_of(body.find(".//p[@class='footnote unread']")) == "1 Counted by hand."
    assert "Nice boat" not in text_of(body)


def test_a_sentence_keeps_its_marks_and_links() -> None:
    body = html_of(rich())
    link = body.find(".//a")
    assert link.get("href") == "https://x.test/"
    assert text_of(link) == "the timetable"
    assert link.find("em") is not None


def test_a_chapter_without_a_heading_gets_one() -> None:
    made = edition([Told("Opening", [Said("One.")]), Told("Closing", [Said("Two.")])])
    assert [e.get("class") for e in html_of(made).iter("h2")] == ["added", "added"]


def test_a_cue_within_a_paragraph_does_not_break_it() -> None:
    words = block(BlockKind.PARAGRAPH, "He said: so. Then he went.")
    said = [
        Said("He said: so.", paragraph=0),
        Said("End quote.", Role.CUE),
        Said("Then he went.", paragraph=0),
    ]
    body = html_of(edition([Told("A", said)], [words]))
    assert [text_of(p) for p in body.iter("p")] == ["He said: so. End quote. Then he went."]


def test_unsafe_addresses_do_not_become_links() -> None:
    from audio_edition.article import Span

    assert "<a" not in inline_html((Span("x", 0, 0, href="javascript:alert(1)"),))


KINDS = st.sampled_from(list(BlockKind))
GROUPS = st.lists(
    st.tuples(st.sampled_from(list(GroupKind)), st.integers(1, 4)), max_size=2, unique=True
)


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
    blocks: list[Block] = []
    for kind, groups, text in draw(st.lists(st.tuples(KINDS, GROUPS, texts), max_size=8)):
        made = [Group(group, number) for group, number in groups]
        blocks.append(block(kind, text, *made, row=len(blocks) % 3, column=len(blocks) % 2))
    chapters, here = [], 0
    for number in range(draw(st.integers(1, 3))):
        said = []
        for _ in range(draw(st.integers(0, 5))):
            if draw(st.booleans()) and here < len(blocks):
                here += draw(st.integers(0, 1))
                index = min(here, len(blocks) - 1)
                said.append(Said(blocks[index].text, paragraph=index))
            else:
                role = draw(st.sampled_from([Role.CUE, Role.WARNING, Role.OPENING]))
                said.append(Said(draw(texts), role))
        chapters.append(Told(f"Chapter {number}", said))
    return edition(chapters, blocks)


@settings(max_examples=150, deadline=None)
@given(editions())
def test_every_segment_stands_once_and_in_order_whatever_the_article(made: Edition) -> None:
    heard = [s.id for sec in sections(made) for p in passages(sec.nodes) for s in p.segments]
    assert heard == [s.id for s in made.timeline.segments]


@settings(max_examples=150, deadline=None)
@given(editions())
def test_html_is_well_formed_and_has_every_segment_whatever_the_article(made: Edition) -> None:
    body = html_of(made)
    ids = [e.get("id") for e in body.iter("span") if e.get("id")]
    assert sorted(ids) == sorted(s.id for s in made.timeline.segments)
    for element in body.iter("ul", "ol"):
        assert {child.tag for child in element} <= {"li"}
    for element in body.iter("tr"):
        assert {child.tag for child in element} <= {"th", "td"}


@settings(max_examples=80, deadline=None)
@given(editions())
def test_spans_of_a_sentence_are_its_text(made: Edition) -> None:
    for section in sections(made):
        for passage in passages(section.nodes):
            for segment, spans in sentences(passage):
                assert "".join(span.text for span in spans) == segment.text
