"""`audio-edition store`: how large the store of kept sound is, and pruning it."""

import json
import re

import click

from audio_edition.cli import options, wording
from audio_edition.errors import UsageError

SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kMG]?)B?", re.IGNORECASE)
UNITS = {"": 1, "k": 1000, "m": 1000**2, "g": 1000**3}


@click.command("store", short_help="Say how large the store is, or prune it.")
@click.option("--store", metavar="FOLDER", help="Default: the user's cache folder.")
@click.option("--prune", metavar="SIZE", help="Remove what was used longest ago, down to: 500MB.")
@click.option("--settings", "settings_file", default=options.SETTINGS_FILE, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(store: str | None, prune: str | None, settings_file: str, as_json: bool) -> int:
    """Say how large the store of clips and encoded passages is, and prune it if told to.

    What is pruned is made again when it is needed; no edition is harmed.
    """
    from audio_edition.speaking import store_upkeep

    kept = options.open_store(options.resolve(settings_file, {"store": store}))
    freed = store_upkeep.prune(kept, _bytes(prune)) if prune else None
    usage = store_upkeep.usage(kept)
    if as_json:
        facts = {"folder": str(kept.folder), "kinds": usage.as_data(), "bytes": usage.total_bytes}
        click.echo(json.dumps({**facts, "freed_bytes": freed or 0}))
        return 0
    if freed is not None:
        click.echo(f"Removed {wording.megabytes(freed)}.")
    for kind, entries, size in usage.kinds:
        click.echo(
            f"{kind}: {wording.counted(entries, 'entry', 'entries')}, {wording.megabytes(size)}."
        )
    click.echo(f"The store {kept.folder} holds {wording.megabytes(usage.total_bytes)}.")
    return 0


def _bytes(size: str) -> int:
    """Return a size such as "500MB" in bytes."""
    found = SIZE.fullmatch(size.strip())
    if found is None:
        raise UsageError(f"{size!r} is no size.", "Give one as 500MB or 2GB.")
    return int(float(found[1]) * UNITS[found[2].lower()])
