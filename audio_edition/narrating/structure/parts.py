"""Blocks in a row become parts within parts: the list, and in it its items.

Rules obeyed here: every block stands in the tree exactly once, in its order; blocks of one
group that do not follow one another make several parts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from audio_edition.article import Block, BlockKind, Group


@dataclass(frozen=True, slots=True)
class Leaf:
    """One block."""

    index: int
    """Its place in `Article.blocks`."""
    block: Block

    @property
    def kind(self) -> BlockKind:
        """What part it plays in the article."""
        return self.block.kind

    def leaves(self) -> Iterator["Leaf"]:
        """Yield itself."""
        yield self


@dataclass(frozen=True, slots=True)
class Part:
    """What stands together: a list, a quotation, a table and so on."""

    group: Group
    nodes: list["Node"] = field(default_factory=list)

    def leaves(self) -> Iterator[Leaf]:
        """Yield every block in it, however deep, in order."""
        for node in self.nodes:
            yield from node.leaves()


Node = Leaf | Part


def nested(leaves: Sequence[Leaf]) -> list[Node]:
    """Return blocks as a tree by their groups."""
    top: list[Node] = []
    stack: list[Part] = []
    for leaf in leaves:
        groups = leaf.block.groups
        keep = 0
        while keep < min(len(stack), len(groups)) and stack[keep].group == groups[keep]:
            keep += 1
        del stack[keep:]
        for group in groups[keep:]:
            part = Part(group)
            (stack[-1].nodes if stack else top).append(part)
            stack.append(part)
        (stack[-1].nodes if stack else top).append(leaf)
    return top
