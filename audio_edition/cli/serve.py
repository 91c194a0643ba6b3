"""`audio-edition serve`: the editions over HTTP, for a browser or a podcast app near by."""

import socket
from pathlib import Path

import click

from audio_edition import settings as setting
from audio_edition.cli import options

LOOPBACK = "127.0.0.1"


@click.command("serve", short_help="Serve the editions over HTTP, to this machine alone.")
@click.argument("folder", required=False, metavar="[FOLDER]")
@click.option("--host", default=LOOPBACK, show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--settings", "settings_file", default=setting.FILE_NAME, show_default=True)
def command(folder: str | None, host: str, port: int, settings_file: str) -> int:
    """Serve the output folder, or FOLDER, as a listener would get it.

    Only this machine can reach it unless --host says otherwise: 0.0.0.0 is every network
    this machine is in. Port 0 takes any that is free.
    """
    chosen = Path(folder or options.resolve(settings_file, {}).out)
    if not chosen.is_dir():
        from audio_edition.errors import UsageError

        raise UsageError(f"There is no folder {chosen}.", "Build an edition first, or name one.")
    listener = _listener(host, port)
    _run(chosen, host, listener)
    return 0


def _listener(host: str, port: int) -> socket.socket:
    """Return a socket bound to the address.

    Raises:
        UsageError: if it cannot be had.
    """
    from audio_edition.errors import UsageError

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)  # who comes before the server is ready waits
    except OSError as error:
        listener.close()
        reason = error.strerror or str(error)
        raise UsageError(
            f"Port {port} at {host} cannot be used: {reason.lower()}.",
            "Choose another with --port, or 0 for any that is free.",
        ) from error
    return listener


def _run(folder: Path, host: str, listener: socket.socket) -> None:
    """Serve until interrupted."""
    import uvicorn

    from audio_edition.publishing.serving import LOOPBACK as LOOPBACK_NAMES
    from audio_edition.publishing.serving import application

    hosts = LOOPBACK_NAMES if host in LOOPBACK_NAMES else ("*",)
    config = uvicorn.Config(
        application(folder, hosts), log_level="warning", access_log=False, lifespan="off"
    )
    name = f"[{host}]" if ":" in host else host
    click.echo(f"Serving {folder} at http://{name}:{listener.getsockname()[1]}/")
    click.echo("Press Control-C to stop.", err=True)
    with listener:
        try:
            uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
