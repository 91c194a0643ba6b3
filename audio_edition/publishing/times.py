"""Samples as the times that files want: the only place where seconds are made of them."""


def milliseconds(samples: int, sample_rate_hz: int) -> int:
    """Return a number of samples as whole milliseconds, rounded to the nearest."""
    return (samples * 1000 + sample_rate_hz // 2) // sample_rate_hz


def seconds(samples: int, sample_rate_hz: int) -> float:
    """Return a number of samples as seconds, to the millisecond."""
    return milliseconds(samples, sample_rate_hz) / 1000


def clock(ms: int, decimal: str = ".") -> str:
    """Return milliseconds as hh:mm:ss.mmm; hours take as many digits as they need."""
    rest_s, ms = divmod(ms, 1000)
    minutes, second = divmod(rest_s, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}{decimal}{ms:03}"


def short_clock(ms: int) -> str:
    """Return milliseconds as people read a time in a recording: 9:05 or 1:09:05."""
    minutes, second = divmod(ms // 1000, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"


def spoken_length(total_ms: int) -> str:
    """Return a length in words: "9 minutes 12 seconds"."""
    minutes, second = divmod(round(total_ms / 1000), 60)
    hour, minute = divmod(minutes, 60)
    parts = ((hour, "hour"), (minute, "minute"), (second, "second"))
    return " ".join(f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n) or "0 seconds"
