"""The tree of `structure.py` as HTML that is well-formed XML too, for any output.

The caller says what a sentence becomes (a span, a link, with which id); here is decided
which elements stand around sentences. Headings go by the chapter's depth, so that none is
left out: the title is `h1`, chapters begin at `h2`.

Source: HTML Living Standard, sections 4.3 to 4.5 and 4.9 (which element may stand where).
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from audio_edition.article import BlockKind, GroupKind, Span
from audio_edition.edition import TimedSegment
from audio_edition.publishing.inline import escaped, inline_html, sentences
from audio_edition.publishing.structure import Node, Part, Passage, Section

Sentence = Callable[[TimedSegment, tuple[Span, ...]], str]
"""Makes the HTML of one segment from its text in spans of one style."""

NOTICE = 'role="doc-notice" aria-label="Content warning"'
"""What the element around a warning is to assistive technology (DPUB-ARIA 1.1)."""
GROUP_TAGS = {
    GroupKind.BLOCK_QUOTE: ("blockquote", ""),
    GroupKind.FIGURE: ("figure", ""),
    GroupKind.VERSE: ("div", "verse"),
    GroupKind.LETTER: ("div", "letter"),
    GroupKind.COMMENT: ("div", "comment"),
}
"""Kind of group → element and class; lists and tables are made in their own way."""


def section_html(section: Section, sentence: Sentence, top: int = 1) -> str:
    """Return what stands in a chapter, its heading included, without an element around it.

    A chapter to which the article gives no heading gets one of class `added`.

    Args:
        top: level of the title's heading; a main chapter's is the next.
    """
    level = heading_level(section, top)
    lines = list(_Body(sentence, level, top).nodes(section.nodes))
    if not section.is_headed:
        title = escaped(section.chapter.title)
        lines.insert(0, f'<h{level} class="added">{title}</h{level}>')
    return "\n".join(lines)


def heading_level(section: Section, top: int = 1) -> int:
    """Return the level of a chapter's heading: below the title's, at most 6."""
    return min(section.chapter.level + top, 6)


class _Body:
    """Makes the HTML of one chapter's parts and passages."""

    def __init__(self, sentence: Sentence, level: int, top: int) -> None:
        self._sentence, self._level, self._top = sentence, level, top

    def nodes(self, nodes: Sequence[Node]) -> Iterator[str]:
        """Yield the HTML of each node."""
        for node in nodes:
            yield from self._part(node) if isinstance(node, Part) else [self.passage(node)]

    def _part(self, part: Part) -> Iterator[str]:
        if part.group.kind is GroupKind.LIST:
            yield from self._list(part)
        elif part.group.kind is GroupKind.DEFINITION_LIST:
            yield from self._definitions(part)
        elif part.group.kind is GroupKind.TABLE:
            yield from self._table(part)
        else:
            yield from self._box(part)

    def _box(self, part: Part) -> Iterator[str]:
        """Yield a quotation, stanza, figure … with what stands in it."""
        tag, name = GROUP_TAGS[part.group.kind]
        yield f'<{tag} class="{name}">' if name else f"<{tag}>"
        captions = [n for n in part.nodes if _is(n, BlockKind.CAPTION)]
        for node in part.nodes:
            if tag == "figure" and node is part.nodes[-1] and captions == [node]:
                yield f"<figcaption>{self._text(node)}</figcaption>"
            else:
                yield from self.nodes([node])
        yield f"</{tag}>"

    def _list(self, part: Part) -> Iterator[str]:
        """Yield a list; what is no item itself stands in the item before it."""
        tag = "ol" if part.group.ordered else "ul"
        yield f"<{tag}>"
        for item in _runs(part.nodes, lambda n: _is(n, BlockKind.LIST_ITEM)):
            first = item[0] if isinstance(item[0], Passage) else None
            yield f"<li{_value(first) if tag == 'ol' else ''}>"
            if first is not None:
                yield self._text(first) if len(item) == 1 else f"<p>{self._text(first)}</p>"
            yield from self.nodes(item[1:] if first is not None else item)
            yield "</li>"
        yield f"</{tag}>"

    def _definitions(self, part: Part) -> Iterator[str]:
        yield "<dl>"
        runs = _runs(part.nodes, lambda n: _is(n, BlockKind.TERM, BlockKind.DEFINITION))
        for number, run in enumerate(runs):
            term = _is(run[0], BlockKind.TERM)
            if number == 0 and not term:
                yield "<dt></dt>"
            if term:
                yield f"<dt>{self._text(run[0])}</dt>"
                run = run[1:]
            if run:
                yield "<dd>"
                plain = _is(run[0], BlockKind.DEFINITION) and len(run) == 1
                yield from [self._text(run[0])] if plain else self.nodes(run)
                yield "</dd>"
        yield "</dl>"

    def _table(self, part: Part) -> Iterator[str]:
        """Yield a table; what is neither cell nor caption follows it."""
        passages = list(part.passages())
        cells = [p for p in passages if p.kind == BlockKind.TABLE_CELL and p.block is not None]
        captions = [p for p in passages if p.kind == BlockKind.CAPTION]
        yield "<table>"
        if captions or part.group.label:
            yield f"<caption>{self._caption(captions, part.group.label)}</caption>"
        for _, row in groupby(cells, lambda p: p.block.row if p.block else 0):
            yield f"<tr>{''.join(self._cells(list(row)))}</tr>"
        yield "</table>"
        rest = [p for p in passages if p not in cells and p not in captions]
        yield from self.nodes(rest)

    def _caption(self, captions: list[Passage], label: str) -> str:
        return " ".join(self._text(p) for p in captions) or escaped(label)

    def _cells(self, row: list[Passage]) -> Iterator[str]:
        """Yield a row's cells; several blocks of one cell stand in it together."""
        column = 0
        for place, blocks in groupby(row, lambda p: p.block.column if p.block else 0):
            inside = list(blocks)
            yield "<td></td>" * max(place - column, 0)
            column = place + 1
            heads = inside[0].block is not None and inside[0].block.header
            scope = "col" if inside[0].block is not None and inside[0].block.row == 0 else "row"
            text = " ".join(self._text(p) for p in inside)
            yield f'<th scope="{scope}">{text}</th>' if heads else f"<td>{text}</td>"

    def passage(self, passage: Passage) -> str:
        """Return a passage that stands by itself."""
        text, kind = self._text(passage), passage.kind
        if kind == "title":
            return f"<h{self._top}>{text}</h{self._top}>"
        if kind == "heading":
            return f"<h{self._level}>{text}</h{self._level}>"
        if kind == "warning":
            return f'<section class="warning" {NOTICE}><p>{text}</p></section>'
        if kind == "code":
            return f"<pre><code>{text}</code></pre>"
        if kind in ("block_quote", "pull_quote") and not _in_quote(passage):
            return f'<blockquote class="{kind}"><p>{text}</p></blockquote>'
        speaker = _speaker(passage)
        unread = "" if passage.segments else " unread"
        plain = kind in ("paragraph", "sentence") and not unread
        return f"<p>{text}</p>" if plain else f'<p class="{kind}{unread}">{speaker}{text}</p>'

    def _text(self, passage: Node) -> str:
        """Return the sentences of a passage, or the block's text where none is read."""
        if not isinstance(passage, Passage):
            return ""
        if not passage.segments and passage.block is not None:
            return inline_html(passage.block.spans)
        return " ".join(self._sentence(*pair) for pair in sentences(passage))


def _is(node: Node, *kinds: BlockKind) -> bool:
    return isinstance(node, Passage) and node.kind in kinds


def _runs(nodes: Sequence[Node], begins: Callable[[Node], bool]) -> list[list[Node]]:
    """Return nodes in runs, each beginning where `begins` says so."""
    runs: list[list[Node]] = []
    for node in nodes:
        if begins(node) or not runs:
            runs.append([node])
        else:
            runs[-1].append(node)
    return runs


def _in_quote(passage: Passage) -> bool:
    return any(group.kind is GroupKind.BLOCK_QUOTE for group in passage.groups)


def _value(item: Passage | None) -> str:
    """Return the attribute that gives a list item the number it has in the article."""
    label = item.block.label.strip(" .)(") if item is not None and item.block else ""
    return f' value="{label}"' if label.isascii() and label.isdigit() else ""


def _speaker(passage: Passage) -> str:
    """Return the name or mark that stands before a speech or a footnote."""
    label = passage.block.label if passage.block is not None else ""
    if not label or passage.kind not in ("speech", "footnote"):
        return ""
    return f'<b class="label">{escaped(label)}</b> '
