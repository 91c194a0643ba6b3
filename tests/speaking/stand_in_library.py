"""A library that does everything one should not, for `test_engine_process.py`."""

import ctypes
import os
import time
from pathlib import Path
from typing import Any

from audio_edition.speaking.engine_process import Answer, serve


def answer(request: dict[str, Any]) -> Answer:
    do = request["do"]
    if do == "start":
        time.sleep(0.5)
    elif do == "print":
        print("noise", flush=True)
        os.write(1, b'{"printed": false}\n')
        return {"printed": True}, b""
    elif do == "raise":
        raise ZeroDivisionError("by nought")
    elif do == "crash":
        ctypes.string_at(0)
    elif do == "leave":
        os._exit(3)
    elif do == "hang":
        time.sleep(60)
    elif do == "babble":
        for descriptor in range(3, 10):
            if _is_pipe(descriptor):
                os.write(descriptor, b"no JSON at all\n")
        os._exit(0)
    return {"pid": os.getpid(), "text": request.get("text")}, b"\n\x00sound"


def _is_pipe(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
        return str(Path(f"/proc/self/fd/{descriptor}").readlink()).startswith("pipe:")
    except OSError:
        return False


if __name__ == "__main__":
    serve(answer)
