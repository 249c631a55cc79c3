"""What is said over the socket: frames of JSON, and with one of them an open file.

A frame is its length in four bytes, then UTF-8 JSON. A request carries an ``id``; every frame in
answer carries it too: any number of ``{"progress": [done, of]}``, then one of ``{"answer": …}``,
``{"refused": {…}}`` and ``{"need": name}`` (the basis is not held: send it, and ask again).
"""

from __future__ import annotations

import json
import os
import socket
import stat
import struct
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

LONGEST_FRAME = 32 << 20
_LENGTH = struct.Struct("!I")
_LONGEST_PATH = 100
"""Of a socket, in bytes: the system takes 107."""


class BrokenError(ConnectionError):
    """The other side ended in the middle of a frame, or said something that is none."""


def socket_path(wanted: Path) -> Path:
    """Where the socket lies: as wanted, or where that is too long in a folder of this user's."""
    if len(os.fsencode(wanted)) <= _LONGEST_PATH:
        return wanted
    folder = Path(tempfile.gettempdir()) / f"commontable-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise PermissionError(f"{folder} is another user's: set PRICING_SOCKET to a short path")
    folder.chmod(0o700)
    return folder / f"{sha256(os.fsencode(wanted)).hexdigest()[:16]}.sock"


def send(connection: socket.socket, said: dict[str, Any], *, file: int | None = None) -> None:
    """Send one frame; ``file`` is a descriptor that goes along with its first byte."""
    body = json.dumps(said, separators=(",", ":"), default=int).encode()
    data = _LENGTH.pack(len(body)) + body
    if file is not None:
        sent = socket.send_fds(connection, [data], [file])
        data = data[sent:]
    connection.sendall(data)


def receive(connection: socket.socket) -> tuple[dict[str, Any] | None, list[int]]:
    """One frame and the descriptors that came with it, which are the caller's to close.

    None where the other side has nothing more to say.

    Raises:
        BrokenError: half a frame, one too long, or no JSON.
    """
    files: list[int] = []
    try:
        head = _exactly(connection, _LENGTH.size, files)
        if head is None:
            return None, files
        (length,) = _LENGTH.unpack(head)
        if length > LONGEST_FRAME:
            raise BrokenError(f"a frame of {length:,} bytes; at most {LONGEST_FRAME:,}")
        body = _exactly(connection, length, files)
        if body is None:
            raise BrokenError("half a frame")
        said = json.loads(body)
        if not isinstance(said, dict):
            raise BrokenError("a frame is a mapping")
    except (BrokenError, ValueError, OSError):
        for descriptor in files:
            os.close(descriptor)
        raise
    return said, files


def _exactly(connection: socket.socket, count: int, files: list[int]) -> bytes | None:
    parts: list[bytes] = []
    left = count
    while left:
        data, descriptors, _, _ = socket.recv_fds(connection, min(left, 1 << 20), 1)
        files += descriptors
        if not data:
            if left == count and not parts:
                return None
            raise BrokenError("half a frame")
        parts.append(data)
        left -= len(data)
    return b"".join(parts)
