"""An article's blocks written as lines that people can read and compare."""

from audio_edition.article import Article, Block, Span


def listing(article: Article) -> str:
    """Return one line of facts, then one line for each block."""
    facts = [article.title, article.author, article.date, article.language, article.encoding]
    return "\n".join([" | ".join(facts), *map(line, article.blocks)]) + "\n"


def line(block: Block) -> str:
    """Return a block: its kind and place, then its spans with their marks in braces."""
    place = [str(block.kind) + (f" {block.level}" if block.level else "")]
    place += [f"{'ordered ' if g.ordered else ''}{g.kind}#{g.number}" for g in block.groups]
    place += [f"“{block.label}”"] if block.label else []
    if block.kind == "table_cell":
        place.append(f"row {block.row} column {block.column}{' header' if block.header else ''}")
    return f"[{', '.join(place)}] {''.join(map(_span, block.spans))}"


def _span(span: Span) -> str:
    said = [*sorted(span.marks), span.language, span.href]
    signs = " ".join(filter(None, said))
    return f"{{{signs}: {span.text}}}" if signs else span.text
