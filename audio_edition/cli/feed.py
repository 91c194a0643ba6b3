"""`audio-edition feed`: the podcast feed of all editions."""

import json
from typing import Any

import click

from audio_edition import settings as setting
from audio_edition.cli import options, wording


@click.command("feed", short_help="Write the podcast feed of all editions.")
@click.option("--out", metavar="FOLDER", help="Where editions are; default: output.")
@click.option("--settings", "settings_file", default=setting.FILE_NAME, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(settings_file: str, as_json: bool, **given: Any) -> int:
    """Write feed.xml, the podcast feed of all editions in the output folder.

    The table [feed] of the settings file says what the show is called, what it is about
    and where it is served; title, description and site are needed.
    """
    from audio_edition.pipeline.feeding import write_feed

    fed = write_feed(options.resolve(settings_file, given))
    for remark in fed.remarks:
        click.echo(f"Note: {remark}", err=True)
    if as_json:
        facts = {"feed": str(fed.path), "address": fed.address, "items": fed.items}
        click.echo(json.dumps({**facts, "remarks": fed.remarks}))
    else:
        click.echo(f"The feed {fed.path} has {wording.counted(fed.items, 'edition')}.")
        click.echo(f"Serve its folder so that its address is {fed.address}")
    return 0
