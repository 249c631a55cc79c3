"""Reading in a process of its own: the same answer, clear errors, nothing left behind."""

import os
from pathlib import Path

import pytest

from commontable.engines.documents import DocumentError, Limits, read_apart, read_file
from engines.documents.samples import pdf_file, word_file
from engines.documents.test_word import REDLINED

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("content", "name"),
    [(word_file(REDLINED), "a.docx"), (pdf_file("ARTICLE 1. PAY\nMore."), "a.pdf")],
)
def test_a_file_read_apart_says_the_same(content: bytes, name: str) -> None:
    assert read_apart(content, name) == read_file(content, name)


def test_a_file_is_read_from_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "upload"
    path.write_bytes(word_file(REDLINED))
    assert read_apart(path, "a.docx").name == "a.docx"


def test_an_error_of_the_child_is_the_readers_own() -> None:
    with pytest.raises(DocumentError, match=r"a\.docx: expected .*; got a damaged"):
        read_apart(b"PK\x03\x04", "a.docx")


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(wall_seconds=0.01), "took more than 0.01 seconds"),
        (Limits(cpu_seconds=1), "took more than 1 seconds of computing"),
        (Limits(address_space=60 * MEGABYTE), "needs more|broke off"),
        (Limits(output=100), "broke off"),
    ],
)
def test_a_child_that_takes_too_much_is_ended_and_says_what_to_do(
    limits: Limits, said: str
) -> None:
    with pytest.raises(DocumentError, match=said) as refusal:
        read_apart(("Wages rise.\n\n" * 400_000).encode(), "a.txt", limits)
    assert "Save it again" in refusal.value.advice
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    assert not [
        child
        for child in children.read_text().split()
        if b"apart_child" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]
