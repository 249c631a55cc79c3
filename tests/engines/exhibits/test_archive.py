"""An archive of exhibits: what is in it, that anybody can check it, and what checking finds."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
import subprocess
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commontable.cli import main
from commontable.engines.exhibits import (
    About,
    Exhibit,
    ExhibitError,
    StampedFile,
    Written,
    verify,
    write_archive,
)
from commontable.engines.exhibits.naming import MOST_BYTES, safe_name
from engines.exhibits.samples import exhibit, kept

ABOUT = About(coalition="Harbor Health Unions", table="Common table", campaign="Harbor 2026")
FOLDER = "harbor-2026-common-table-exhibits"
EVIL = "../../etc/\u202epasswd\u202c «offer» of\\march\n" + "x" * 300 + ".TXT"


@pytest.fixture
def exhibits(tmp_path: Path) -> list[Exhibit]:
    """Four: plain, named to mislead, the same bytes again, and one whose file is gone."""
    plain = exhibit(tmp_path, 1, b"Dear team")
    copy, sha256 = kept(tmp_path, b"%PDF stamped")
    stamped = StampedFile(copy, sha256, 12, 1, "set", first="TW000001", last="TW000001")
    return [
        replace(plain, stamped=stamped),
        exhibit(
            tmp_path,
            2,
            b"Dear union",
            party="U",
            file_name=EVIL,
            title='=HYPERLINK("x") <b>bold</b>',
        ),
        exhibit(tmp_path, 3, b"Dear team", file_name="עברית.txt"),
        replace(exhibit(tmp_path, 4, b"Gone"), fault="MISSING: the file is not in the store."),
    ]


def write(path: Path, exhibits: list[Exhibit]) -> Written:
    with path.open("wb+") as target:
        return write_archive(target, ABOUT, exhibits)


def unpacked(path: Path) -> Path:
    with ZipFile(path) as archive:
        archive.extractall(path.parent / "unpacked")
    return path.parent / "unpacked" / FOLDER


def test_it_holds_originals_copies_an_index_and_the_hashes(
    tmp_path: Path, exhibits: list[Exhibit]
) -> None:
    written = write(tmp_path / "all.zip", exhibits)
    folder = unpacked(tmp_path / "all.zip")
    names = {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}
    originals = {name for name in names if name.startswith("originals/")}
    assert names - originals == {
        "INDEX.html",
        "README.txt",
        "SHA256SUMS",
        "index.csv",
        "stamped/E-001-stamped.pdf",
    }
    assert "originals/E-001-letter-1.txt" in originals
    assert "originals/E-003-עברית.txt" in originals
    assert len(originals) == 3
    assert (folder / "originals/E-001-letter-1.txt").read_bytes() == b"Dear team"
    assert written.files == len(names)
    assert written.size == (tmp_path / "all.zip").stat().st_size
    whole = hashlib.sha256((tmp_path / "all.zip").read_bytes()).hexdigest()
    assert written.sha256 == whole
    sums = hashlib.sha256((folder / "SHA256SUMS").read_bytes()).hexdigest()
    assert written.sums_sha256 == sums


def test_the_index_says_all_that_is_known_and_harms_nobody(
    tmp_path: Path, exhibits: list[Exhibit]
) -> None:
    write(tmp_path / "all.zip", exhibits)
    folder = unpacked(tmp_path / "all.zip")
    rows = list(csv.DictReader(io.StringIO((folder / "index.csv").read_text("utf-8-sig"))))
    assert [row["number"] for row in rows] == ["E-1", "U-2", "E-3", "E-4"]
    first = rows[0]
    assert first["file"] == "originals/E-001-letter-1.txt"
    assert first["sha256"] == exhibits[0].sha256
    assert first["from"] == "Colin Marsh"
    assert first["received"] == "March 2, 2026, 10:40 p.m."
    assert first["custody"].startswith("March 2, 2026: received from Colin Marsh")
    assert (first["first page number"], first["pages"]) == ("TW000001", "1")
    assert rows[1]["title"] == '\'=HYPERLINK("x") <b>bold</b>'
    assert rows[1]["original name"] == EVIL
    assert rows[3]["file"] == ""
    assert rows[3]["remark"] == "MISSING: the file is not in the store."
    page = (folder / "INDEX.html").read_text()
    assert "&lt;b&gt;bold&lt;/b&gt;" in page
    assert "<b>bold" not in page
    assert "MISSING: the file is not in the store." in page
    for one in exhibits:
        assert one.sha256 in page
    assert "NOT WHOLE" in (folder / "README.txt").read_text()
    assert "sha256sum -c SHA256SUMS" in (folder / "README.txt").read_text()


def test_the_standard_tool_says_ok(tmp_path: Path, exhibits: list[Exhibit]) -> None:
    write(tmp_path / "all.zip", exhibits)
    folder = unpacked(tmp_path / "all.zip")
    command = ["sha256sum", "--strict", "-c", "SHA256SUMS"]
    said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    lines = said.stdout.splitlines()
    assert len(lines) == 7
    assert all(line.endswith(": OK") for line in lines)
    (folder / "originals/E-001-letter-1.txt").write_text("Dear tear")
    assert subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 1


def test_the_same_exhibits_give_the_same_bytes(tmp_path: Path, exhibits: list[Exhibit]) -> None:
    first = write(tmp_path / "first.zip", exhibits)
    for one in exhibits:
        shutil.copy(one.path, one.path.with_suffix(".new"))
        one.path.with_suffix(".new").replace(one.path)  # other dates, another place on the disk
    second = write(tmp_path / "second.zip", exhibits)
    assert first == second
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()


def test_a_large_archive_takes_little_memory(tmp_path: Path) -> None:
    content = bytes(range(256)) * 4 * 1024 * 40  # 40 MB
    large = exhibit(tmp_path, 1, content, file_name="scan.pdf")
    del content
    tracemalloc.start()
    write(tmp_path / "large.zip", [large])
    verify(tmp_path / "large.zip")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * 1024 * 1024


def test_progress_is_told_exhibit_by_exhibit(tmp_path: Path, exhibits: list[Exhibit]) -> None:
    told: list[tuple[int, int]] = []
    with (tmp_path / "all.zip").open("wb+") as target:
        write_archive(target, ABOUT, exhibits, lambda done, all_: told.append((done, all_)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_what_cannot_be_exported_is_named(tmp_path: Path, exhibits: list[Exhibit]) -> None:
    with pytest.raises(ExhibitError, match="no exhibit to export"):
        write(tmp_path / "a.zip", [])
    with pytest.raises(ExhibitError, match="E-1: Two exhibits have one number"):
        write(tmp_path / "a.zip", [exhibits[0], exhibits[0]])
    exhibits[2].path.write_bytes(b"Dear tear")
    with pytest.raises(ExhibitError, match=r"E-1: The file is not what it was when it came.*Got"):
        write(tmp_path / "a.zip", exhibits)
    exhibits[2].path.unlink()
    with pytest.raises(ExhibitError, match="E-1: The file is missing"):
        write(tmp_path / "a.zip", exhibits)


# What somebody does to an unpacked archive, and what is found.
HARM: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "nothing": (lambda _: None, set()),
    "a file is altered": (
        lambda folder: (folder / "originals/E-001-letter-1.txt").write_bytes(b"Dear tear"),
        {"altered: originals/E-001-letter-1.txt"},
    ),
    "a file is taken": (
        lambda folder: (folder / "stamped/E-001-stamped.pdf").unlink(),
        {"missing: stamped/E-001-stamped.pdf"},
    ),
    "a file is added": (
        lambda folder: (folder / "originals/E-005.txt").write_bytes(b"New"),
        {"added: originals/E-005.txt"},
    ),
    "the index is altered": (
        lambda folder: (folder / "INDEX.html").write_text("Nothing here."),
        {"altered: INDEX.html"},
    ),
    "a file becomes a link": (
        lambda folder: _link(folder / "originals/E-001-letter-1.txt"),
        {"not a plain file: originals/E-001-letter-1.txt"},
    ),
    "a file and its line in the list": (
        lambda folder: _forge(folder, "originals/E-001-letter-1.txt", b"Dear tear"),
        {"another hash in index.csv: originals/E-001-letter-1.txt"},
    ),
    "a line of the list": (
        lambda folder: _append(folder / "SHA256SUMS", "nonsense\n"),
        {"not a line of the list: SHA256SUMS, line 8"},
    ),
}


def _link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/hostname")


def _append(path: Path, text: str) -> None:
    with path.open("a") as file:
        file.write(text)


def _forge(folder: Path, name: str, content: bytes) -> None:
    before = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / name).write_bytes(content)
    sums = folder / "SHA256SUMS"
    after = hashlib.sha256(content).hexdigest()
    lines = sums.read_text().splitlines()
    forged = [line.replace(before, after) if line.endswith(name) else line for line in lines]
    sums.write_text("\n".join(forged) + "\n")


@pytest.mark.parametrize("what", HARM)
@pytest.mark.parametrize("packed", [False, True])
def test_what_was_done_to_it_is_named(
    tmp_path: Path, exhibits: list[Exhibit], what: str, packed: bool
) -> None:
    write(tmp_path / "all.zip", exhibits)
    folder = unpacked(tmp_path / "all.zip")
    harm, expected = HARM[what]
    harm(folder)
    if packed and what == "a file becomes a link":
        return  # a packer stores what the link leads to
    at = folder
    if packed:
        at = Path(shutil.make_archive(str(tmp_path / "again"), "zip", folder.parent))
    verdict = verify(at)
    assert {str(one) for one in verdict.findings} == expected
    assert verdict.is_sound is not bool(expected)


def test_bytes_turned_inside_the_zip_file_are_named(
    tmp_path: Path, exhibits: list[Exhibit]
) -> None:
    write(tmp_path / "all.zip", exhibits)
    content = (tmp_path / "all.zip").read_bytes()
    (tmp_path / "all.zip").write_bytes(content.replace(b"Dear union", b"Dear onion"))
    found = {str(one) for one in verify(tmp_path / "all.zip").findings}
    assert len(found) == 1
    assert next(iter(found)).startswith("altered: originals/U-002-")


def test_a_name_that_is_there_twice_is_named(tmp_path: Path, exhibits: list[Exhibit]) -> None:
    """Programs differ in which of the two they show."""
    write(tmp_path / "all.zip", exhibits)
    with ZipFile(tmp_path / "all.zip", "a") as archive:
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr(f"{FOLDER}/originals/E-001-letter-1.txt", b"Dear tear")
        archive.writestr("../escape.txt", b"x")
    found = {str(one) for one in verify(tmp_path / "all.zip").findings}
    assert found == {"twice: originals/E-001-letter-1.txt", "added: ../escape.txt"}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("nothing.zip", None, "There is no such file"),
        ("text.zip", b"Dear team", "cannot be read as an archive"),
        ("cut.zip", b"PK\x03\x04" + b"\0" * 40, "cannot be read as an archive"),
    ],
)
def test_what_is_no_archive_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert main(["exhibits", "verify", str(tmp_path / name)]) == 2
    assert said in capsys.readouterr().err


def test_a_zip_file_or_folder_without_a_list_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a.txt", b"x")
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "other.zip", tmp_path / "folder"):
        assert main(["exhibits", "verify", str(path)]) == 2
        assert "There is no SHA256SUMS in it" in capsys.readouterr().err


def test_the_command_says_whole_or_what_is_wrong_and_knows_a_hash(
    tmp_path: Path, exhibits: list[Exhibit], capsys: pytest.CaptureFixture[str]
) -> None:
    written = write(tmp_path / "all.zip", exhibits)
    at = str(tmp_path / "all.zip")
    assert main(["exhibits", "verify", at]) == 0
    said = capsys.readouterr().out
    assert "Whole: 7 files" in said
    assert written.sha256 in said
    assert written.sums_sha256 in said
    for known in (written.sha256, written.sums_sha256.upper()):
        assert main(["exhibits", "verify", at, "--sha256", known]) == 0
        assert "It is the archive" in capsys.readouterr().out
    assert main(["exhibits", "verify", at, "--sha256", "0" * 64]) == 1
    assert "ANOTHER ARCHIVE" in capsys.readouterr().out
    folder = unpacked(tmp_path / "all.zip")
    (folder / "README.txt").unlink()
    assert main(["exhibits", "verify", str(folder)]) == 1
    said = capsys.readouterr().out
    assert "MISSING  README.txt" in said
    assert "NOT WHOLE: 1 found" in said


@given(st.text(max_size=400))
def test_any_name_becomes_one_that_is_safe_everywhere(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe.encode()) <= MOST_BYTES + 50
    assert not set(safe) & set('/\\:*?"<>|\0\n\r\t \u202e')
    assert safe[0] not in ".-"
    assert safe[-1] not in ". "
    assert safe_name(safe) == safe
