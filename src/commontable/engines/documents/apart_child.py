"""The child of ``read_apart``: limits itself, reads standard input, writes its answer, ends."""

import json
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

_GOES_FIRST = Path("/proc/self/oom_score_adj")


def main(arguments: list[str]) -> int:
    """Read the file on standard input as the job in the first argument asks."""
    job = json.loads(arguments[0])
    limit_self(job["limits"])
    with only_the_answer() as out:
        out.write(_answer(job["name"]))
    return 0


@contextmanager
def only_the_answer() -> Iterator[BinaryIO]:
    """Where the answer is written; libraries may print, and that goes nowhere."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, sys.stdout.fileno())
        os.close(silence)
        yield out


def limit_self(limits: dict[str, Any]) -> None:
    """Take the limits upon this process, before anything is loaded that looks at the file."""
    for what, most in (
        (resource.RLIMIT_AS, limits["address_space"]),
        (resource.RLIMIT_CPU, limits["cpu_seconds"]),
        (resource.RLIMIT_NOFILE, limits["open_files"]),
        (resource.RLIMIT_FSIZE, limits["output"]),
        (resource.RLIMIT_CORE, 0),
    ):
        ceiling = resource.getrlimit(what)[1]
        own = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
        # A second above: the signal of the lower limit says what it was, that of the upper not.
        upper = own + 1 if what == resource.RLIMIT_CPU else own
        resource.setrlimit(what, (own, upper if ceiling < 0 else min(upper, ceiling)))
    with suppress(OSError):
        # When the machine runs out of memory, this process goes first.
        _GOES_FIRST.write_text("1000")


def _answer(name: str) -> bytes:
    # Only now, under the limits, is anything loaded that looks at the file.
    from commontable.engines.documents.data import as_data  # noqa: PLC0415
    from commontable.engines.documents.errors import DocumentError  # noqa: PLC0415
    from commontable.engines.documents.reading import read_file  # noqa: PLC0415

    try:
        return json.dumps(as_data(read_file(sys.stdin.buffer.read(), name))).encode()
    except DocumentError as reason:
        error = {
            "expected": reason.expected,
            "got": reason.got,
            "where": reason.where,
            "advice": reason.advice,
        }
        return json.dumps({"error": error}).encode()
    except MemoryError:
        return b'{"memory": true}'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
