"""The command line: parse, call the pipeline, print. The only place that prints or exits.

One file a command. What a command needs beyond Click is imported when it runs, so that
`--help` answers at once.
"""

import atexit
import contextlib
import gc
import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from audio_edition import __version__
from audio_edition.cli import faults
from audio_edition.errors import AudioEditionError

COMMANDS = (
    "build",
    "script",
    "warnings",
    "plan",
    "verify",
    "changes",
    "watch",
    "say",
    "lexicon",
    "voices",
    "store",
    "doctor",
    "feed",
    "serve",
)
"""Each is a module of this package with a Click command of the same name."""
INTERRUPTED = 130
COLLECTING = (200_000, 20, 100)
"""How seldom Python looks for cycles: a book is many small objects, all of them wanted."""


class LazyGroup(click.Group):
    """A group whose commands are loaded when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"audio_edition.cli.{cmd_name}")
        command: click.Command = module.command
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="audio-edition")
def audio_edition() -> None:
    """Turn articles into accessible audio editions, offline."""


def main() -> NoReturn:
    """Run the command line and end the process with the right exit code.

    The process ends without taking its modules apart one by one, which takes as long as a
    small build; what was registered for the end of the process is still done.
    """
    code = run(sys.argv[1:])
    atexit._run_exitfuncs()
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def run(arguments: list[str]) -> int:
    """Run the command line; return its exit code.

    0 done; 1 a check found something; 2 wrong usage; 3 unreadable input; 4 synthesis
    failed; 5 output could not be written; 6 settings are wrong.
    """
    gc.set_threshold(*COLLECTING)
    try:
        result: Any = audio_edition.main(arguments, "audio-edition", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except AudioEditionError as error:
        return _failed(str(error), error.exit_code)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return _failed("Interrupted. The last good edition is still in place.", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        fault = faults.told(error)
        return _failed(str(fault), fault.exit_code)


def _failed(message: str, exit_code: int) -> int:
    click.echo(f"Error: {message}", err=True)
    return exit_code
