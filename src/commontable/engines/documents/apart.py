"""Reading in a process of its own, so that a hostile file harms nobody: limited, then gone.

The child finds no settings and no secrets in its environment, writes nothing but its answer, and
is killed with all it started when it takes too long. The process that asks stays small.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import commontable
from commontable.engines.documents.data import from_data
from commontable.engines.documents.errors import DocumentError
from commontable.engines.documents.reading import check_size
from commontable.engines.documents.received import Received

_MODULE = "commontable.engines.documents.apart_child"
_MEGABYTE = 1024 * 1024
_AGAIN = "Save it again as .docx, or print it to a new PDF, and send that."
_SMALLER = "Send it in parts, or without its pictures."


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading may take, in seconds and bytes.

    ``address_space`` is all the child may map, its libraries too; ``output`` its whole answer.
    """

    address_space: int = 768 * _MEGABYTE
    cpu_seconds: int = 30
    wall_seconds: float = 60.0
    open_files: int = 32
    output: int = 64 * _MEGABYTE


USUAL = Limits()


def read_apart(content: bytes | Path, name: str, limits: Limits = USUAL) -> Received:
    """``read_file`` in a child process under ``limits``; ``content`` may be where the file lies.

    Raises ``DocumentError`` as ``read_file`` does, and when the child ran out of time or memory
    or broke. Whatever happens, no process and no file is left.
    """
    check_size(content.stat().st_size if isinstance(content, Path) else len(content), name)
    with run_apart(_MODULE, {"name": name}, content, name, limits) as (answer, code):
        return _received(answer.read(), code, name, limits)


@contextmanager
def run_apart(
    module: str, job: dict[str, Any], content: bytes | Path, name: str, limits: Limits = USUAL
) -> Iterator[tuple[IO[bytes], int]]:
    """Run ``module`` as a child under ``limits``, the file as its standard input.

    The child gets ``job`` with the limits in it as JSON, its one argument, and calls ``limit_self``
    before it loads anything that looks at the file. Gives its standard output, open at the
    beginning, and its exit code; after the block neither process nor file is left.

    Raises ``DocumentError`` when it took too long; for a code that is not 0 see ``broke_off``.
    """
    told = json.dumps(job | {"limits": asdict(limits)})
    with _readable(content) as file, TemporaryFile() as answer:
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-m", module, told],
            stdin=file,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": _import_path(), "LANG": "C.UTF-8"},
            cwd="/",
            start_new_session=True,  # a group of its own, to be killed as one
        )
        try:
            code = child.wait(limits.wall_seconds)
        except subprocess.TimeoutExpired:
            raise DocumentError(
                "a file that is read in reasonable time",
                f"one that took more than {limits.wall_seconds:g} seconds",
                name,
                f"{_SMALLER} {_AGAIN}",
            ) from None
        finally:
            _end(child)
        answer.seek(0)
        yield answer, code


@contextmanager
def _readable(content: bytes | Path) -> Iterator[IO[bytes]]:
    if isinstance(content, Path):
        with content.open("rb") as file:
            yield file
    else:
        with TemporaryFile() as copy:
            copy.write(content)
            copy.seek(0)
            yield copy


def _import_path() -> str:
    return str(Path(next(iter(commontable.__path__))).parent)


def _end(child: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _received(answer: bytes, code: int, name: str, limits: Limits) -> Received:
    try:
        data = json.loads(answer)
    except ValueError:
        raise broke_off(code, name, limits) from None
    error = data.get("error")
    if error is not None:
        raise DocumentError(error["expected"], error["got"], error["where"], error["advice"])
    if data.get("memory"):
        raise too_much_memory(name, limits)
    return from_data(data)


def too_much_memory(name: str, limits: Limits) -> DocumentError:
    return DocumentError(
        f"a file that is read with {limits.address_space // _MEGABYTE:,} MB of memory",
        "one that needs more",
        name,
        f"{_SMALLER} {_AGAIN}",
    )


def broke_off(code: int, name: str, limits: Limits) -> DocumentError:
    """What to say of a child that ended without an answer."""
    if code == -signal.SIGXCPU:
        return DocumentError(
            "a file that is read in reasonable time",
            f"one that took more than {limits.cpu_seconds} seconds of computing",
            name,
            f"{_SMALLER} {_AGAIN}",
        )
    if code == -signal.SIGKILL:
        return too_much_memory(name, limits)
    return DocumentError("a file that can be read", "one on which reading broke off", name, _AGAIN)
