"""The errors a user may meet: one root, one subclass per stage.

Every error is two sentences: what is wrong, and what to do about it. Low-level
exceptions are converted where a stage touches the outside world; the command line
prints the message and exits with `exit_code`, never with a traceback.
"""


class AudioEditionError(Exception):
    """Root of every error this package raises on purpose."""

    exit_code = 1

    def __init__(self, problem: str, remedy: str) -> None:
        """Make an error.

        Args:
            problem: one sentence that says what is wrong, ending with a full stop.
            remedy: one sentence that says what to do, ending with a full stop.
        """
        super().__init__(f"{problem} {remedy}")
        self.problem = problem
        self.remedy = remedy

    def __reduce__(self) -> tuple[type["AudioEditionError"], tuple[str, str]]:
        """Keep both sentences when a worker process hands the error back."""
        return type(self), (self.problem, self.remedy)


class UsageError(AudioEditionError):
    """The command was called in a way that cannot be carried out."""

    exit_code = 2


class ReadingError(AudioEditionError):
    """The article or the script cannot be read."""

    exit_code = 3


class SpeakingError(AudioEditionError):
    """A sentence could not be synthesised."""

    exit_code = 4


class OutputError(AudioEditionError):
    """The edition, or a part of it, could not be written."""

    exit_code = 5


class SettingsError(AudioEditionError):
    """The settings file or an option holds a value that cannot be used."""

    exit_code = 6
