"""Files under their hash: whole or not at all, and handed out only as they came."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from commontable.common.errors import CommontableError
from commontable.common.file_store import FileStore

STORE = FileStore("papers")
CONTENT = b"what was handed over"
HASH = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(autouse=True)
def media(tmp_path: Path) -> Iterator[Path]:
    with override_settings(MEDIA_ROOT=tmp_path):
        yield tmp_path


def plain(head: bytes) -> str:
    return "text/plain"


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_kept_once_under_its_hash(media: Path) -> None:
    for _ in range(2):
        stored = STORE.store([CONTENT[:5], CONTENT[5:]], name="a.txt", limit=100, accept=plain)
    assert (stored.sha256, stored.size, stored.media_type) == (HASH, len(CONTENT), "text/plain")
    assert files(media) == [media / "papers" / HASH[:2] / HASH]
    with STORE.open(HASH, called="a.txt") as file:
        assert file.read() == CONTENT


@pytest.mark.parametrize(
    ("chunks", "limit", "said"),
    [([b"x" * 20], 10, "too large"), ([], 10, "empty")],
)
def test_what_is_refused_leaves_nothing(
    media: Path, chunks: list[bytes], limit: int, said: str
) -> None:
    with pytest.raises(CommontableError, match=said):
        STORE.store(chunks, name="a.txt", limit=limit, accept=plain)
    assert files(media) == []


def test_a_file_of_a_kind_that_is_not_taken_leaves_nothing(media: Path) -> None:
    def refuse(head: bytes) -> str:
        raise CommontableError("Not of a kind that is taken.")

    with pytest.raises(CommontableError, match="Not of a kind"):
        STORE.store([CONTENT], name="a.exe", limit=100, accept=refuse)
    assert files(media) == []


def test_a_file_somebody_wrote_moves_to_its_hash(media: Path) -> None:
    incoming = STORE.incoming()
    incoming.write_bytes(CONTENT)
    stored = STORE.adopt(incoming, media_type="text/plain")
    assert stored.sha256 == HASH
    assert files(media) == [STORE.path_of(HASH)]


def test_altered_bytes_are_not_handed_out() -> None:
    STORE.store([CONTENT], name="a.txt", limit=100, accept=plain)
    STORE.path_of(HASH).write_bytes(b"something else")
    with pytest.raises(CommontableError, match="not what it was when it came"):
        STORE.open(HASH, called="a.txt")


def test_a_missing_file_is_said_to_be_missing() -> None:
    with pytest.raises(CommontableError, match=r"a\.txt is missing from the store"):
        STORE.open(HASH, called="a.txt")
