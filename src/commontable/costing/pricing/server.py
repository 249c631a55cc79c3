"""The pricing process: a socket of the machine, a thread a question, bounded in every way.

It has no database, no settings but the environment's, and no right to any file: the rows come as
an open file from whoever may see them. It listens on a socket that only its own user may open, and
asks the system who is there.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import struct
import sys
import threading
import traceback
from collections import OrderedDict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from commontable.costing.pricing import answers
from commontable.costing.pricing.exports import of_export
from commontable.costing.pricing.futures import of_futures
from commontable.costing.pricing.held import Held
from commontable.costing.pricing.protocol import BrokenError, receive, send, socket_path
from commontable.engines.costing.errors import CensusError, CostingError

AT_ONCE = 16
"""Connections; more are turned away at once and say so."""
IDLE_SECONDS = 30
_PEER = struct.Struct("3i")


class Pricing:
    """The bases held, and every question's answer.

    Args:
        workers: how many rows of censuses are held at most, all bases together.
        memory_mb: beyond it everything held is let go, and the process ends if that is not enough:
            whoever started it starts another.
    """

    def __init__(self, *, workers: int, memory_mb: int) -> None:
        self._most_workers = workers
        self._memory_mb = memory_mb
        self._bases: OrderedDict[str, Held] = OrderedDict()
        self._guard = threading.Lock()

    def answer(
        self, said: dict[str, Any], files: Sequence[int], connection: socket.socket
    ) -> dict[str, Any]:
        """The last frame in answer to one question."""

        def told(done: int, of: int) -> None:
            send(connection, {"id": said["id"], "progress": [done, of]})

        try:
            if said["ask"] == "hold":
                self._hold(said, files)
                return {"answer": True}
            if said["ask"] == "alive":
                return {"answer": {"held": len(self._bases), "memory_mb": resident_mb()}}
            held = self._held(said["basis"])
            if held is None:
                return {"need": said["basis"]}
            if said["ask"] == "export":
                written = of_export(held, said, files, told)
                return {"answer": written}
            return {"answer": _answered(held, said, told)}
        except CostingError as error:
            return {"refused": _refused(error.where, error.expected, error.got, error.fix)}
        except CensusError as error:
            first = error.problems[0]
            return {
                "refused": _refused(
                    f"{error.where}, row {first.row}", first.expected, first.got, first.fix
                )
            }

    def _held(self, name: str) -> Held | None:
        with self._guard:
            held = self._bases.get(name)
            if held is not None:
                self._bases.move_to_end(name)
            return held

    def _hold(self, said: dict[str, Any], files: Sequence[int]) -> None:
        if len(files) != 1:
            raise CostingError("census", expected="an open file", got=f"{len(files)} files")
        with os.fdopen(os.dup(files[0]), "rb") as file, pa.ipc.open_stream(file) as stream:
            table = stream.read_all().unify_dictionaries()
        if table.num_rows > self._most_workers:
            raise CostingError(
                "census",
                expected=f"at most {self._most_workers:,} workers",
                got=f"{table.num_rows:,}",
                fix="Raise PRICING_WORKERS, with memory for it, or use the command: cost.",
            )
        if not table.num_rows:
            raise CostingError("census", expected="somebody in it", got="no worker to be seen")
        held = Held(
            table,
            said["contract"],
            as_of=date.fromisoformat(said["as_of"]),
            years=int(said["years"]),
        )
        with self._guard:
            self._bases[said["basis"]] = held
            while (
                len(self._bases) > 1
                and sum(one.workers for one in self._bases.values()) > self._most_workers
            ):
                self._bases.popitem(last=False)

    def let_go(self) -> bool:
        """Let everything go where the memory is full; false where that is not enough."""
        if resident_mb() <= self._memory_mb:
            return True
        with self._guard:
            self._bases.clear()
        pa.default_memory_pool().release_unused()
        return resident_mb() <= self._memory_mb


def _answered(held: Held, said: dict[str, Any], told: answers.Told) -> Any:
    match said["ask"]:
        case "offer":
            return answers.of_offer(held, said["offer"], issues=said["issues"], told=told)
        case "gap":
            return answers.of_gap(held, said["first"], said["second"], told=told)
        case "change":
            return answers.of_change(held, said["offer"], said["against"], said["changes"])
        case "steps":
            return answers.of_steps(held, said["offer"], said["changes"], said["steps"], told=told)
        case "futures":
            return of_futures(
                held,
                said["offer"],
                assumed=said["assumed"],
                runs=said["runs"],
                seed=said["seed"],
                told=told,
            )
        case other:
            raise CostingError("question", expected="something that can be asked", got=str(other))


def _refused(where: str, expected: str, came: str, fix: str) -> dict[str, str]:
    message = fix or "The costing engine cannot price this."
    return {"message": message, "expected": expected, "came": came, "where": where}


def resident_mb() -> int:
    """What this process has in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20


class Server:
    """Accepts, and answers each connection in a thread of its own until told to stop."""

    def __init__(self, path: Path, pricing: Pricing) -> None:
        self._path = path
        self._pricing = pricing
        self._room = threading.BoundedSemaphore(AT_ONCE)
        self._stopping = threading.Event()
        self.ended_for_memory = False

    def run(self) -> None:
        """Listen until ``stop``; the socket is gone afterwards."""
        with _listening(self._path) as listener:
            listener.settimeout(0.5)
            while not self._stopping.is_set():
                with contextlib.suppress(TimeoutError):
                    connection, _ = listener.accept()
                    threading.Thread(target=self._attend, args=(connection,), daemon=True).start()
        self._path.unlink(missing_ok=True)

    def stop(self) -> None:
        self._stopping.set()

    def _attend(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(IDLE_SECONDS)
            if not _is_ours(connection):
                return
            if not self._room.acquire(blocking=False):
                return  # whoever asked says that pricing is away, and asks again
            try:
                while self._one(connection):
                    pass
            except (OSError, BrokenError):
                return  # whoever asked is gone
            except Exception:
                traceback.print_exc()
            finally:
                self._room.release()
                if not self._pricing.let_go():
                    self.ended_for_memory = True
                    self.stop()

    def _one(self, connection: socket.socket) -> bool:
        said, files = receive(connection)
        try:
            if said is None:
                return False
            found = self._pricing.answer(said, files, connection)
        finally:
            for descriptor in files:
                os.close(descriptor)
        send(connection, {"id": said["id"], **found})
        return True


def _listening(path: Path) -> socket.socket:
    path.parent.mkdir(parents=True, exist_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    if _answers(path):
        raise SystemExit(f"A pricing process listens at {path} already. Nothing was started.")
    path.unlink(missing_ok=True)
    before = os.umask(0o177)
    try:
        listener.bind(str(path))
    finally:
        os.umask(before)
    listener.listen(AT_ONCE)
    return listener


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def _is_ours(connection: socket.socket) -> bool:
    """Whether the one who asks is this process's own user."""
    peer = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size)
    return bool(_PEER.unpack(peer)[1] == os.getuid())


def run(path: Path, *, workers: int, memory_mb: int) -> int:
    """Be the pricing process until a signal; 3 where it ended because its memory was full."""
    server = Server(socket_path(path), Pricing(workers=workers, memory_mb=memory_mb))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: server.stop())
    threading.Thread(target=warm, daemon=True).start()
    server.run()
    return 3 if server.ended_for_memory else 0


def warm() -> None:
    """Compile or load the kernel before anybody waits for it."""
    from commontable.costing.pricing.warming import price_one  # noqa: PLC0415 - a second's work

    try:
        price_one()
    except Exception:
        traceback.print_exc(file=sys.stderr)
