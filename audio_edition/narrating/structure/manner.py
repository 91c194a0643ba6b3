"""How the parts of one article are told."""

from collections.abc import Sequence
from dataclasses import replace

from audio_edition.article import Article, BlockKind
from audio_edition.narrating.structure import pauses
from audio_edition.narrating.structure.lines import Line
from audio_edition.narrating.structure.parts import Leaf, Node
from audio_edition.narrating.structure.running import Tongue, lines_of
from audio_edition.script import Role


class Manner:
    """Tells parts of one article at one verbosity."""

    def __init__(self, article: Article, verbosity: str) -> None:
        """Make ready to tell `article`; `verbosity` is terse, standard or verbose."""
        self.article = article
        self.verbosity = verbosity
        self.tongue = Tongue(article.language, reads_note_marks=verbosity == "verbose")

    def credits(self, leaves: Sequence[Leaf]) -> list[Line]:
        """Return the lines of title, byline and dateline."""
        lines = []
        for leaf in leaves:
            role = Role.TITLE if leaf.kind is BlockKind.TITLE else Role.SENTENCE
            lines += lines_of(leaf, self.tongue, pauses.PARAGRAPH_MS, role)
        return lines

    def tell(self, nodes: Sequence[Node]) -> list[Line]:
        """Return the lines of some parts, in order."""
        lines = []
        for node in nodes:
            for leaf in node.leaves():
                lines += lines_of(leaf, self.tongue, pauses.PARAGRAPH_MS)
        return lines

    def before_heading(self, line: Line) -> Line:
        """Return a chapter's last line with the silence that ends a chapter."""
        return replace(line, pause_after_ms=max(line.pause_after_ms, pauses.BEFORE_HEADING_MS))
