"""``commontable compare``: four formats, and refusals that say what came."""

import argparse
import json
from pathlib import Path

import pytest

from commontable.engines.commands import compare
from commontable.engines.documents import read_docx
from engines.comparison.redline.contracts import AFTER, BEFORE


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "before.txt").write_text(BEFORE)
    (tmp_path / "after.md").write_text(AFTER)
    return str(tmp_path / "before.txt"), str(tmp_path / "after.md")


def commontable(*arguments: str) -> int:
    parser = argparse.ArgumentParser(prog="commontable")
    compare.add_parser(parser.add_subparsers(required=True))
    args = parser.parse_args(["compare", *arguments])
    return compare.run(args)


def test_text_goes_to_the_screen(
    files: tuple[str, str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert commontable(*files) == 0
    assert b"[-sixty (60)-] {+thirty (30)+}" in capfdbinary.readouterr().out


def test_json_is_json(files: tuple[str, str], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert commontable(*files, "--format", "json") == 0
    assert json.loads(capfdbinary.readouterr().out)["summary"]["numbers"] == 5


def test_html_and_word_go_into_a_file(files: tuple[str, str], tmp_path: Path) -> None:
    page, word = tmp_path / "page.html", tmp_path / "redline.docx"
    assert commontable(*files, "--format", "html", "--side-by-side", "--output", str(page)) == 0
    assert "Before</th>" in page.read_text()
    when = ("--date", "2026-03-01T22:40+00:00", "--author", "Ana")
    assert commontable(*files, "--format", "docx", "--output", str(word), *when) == 0
    assert read_docx(word.read_bytes(), "redline.docx").articles
    assert commontable(str(word), files[1], "--output", str(tmp_path / "again.txt")) == 0
    assert "Words marked: 0 of" in (tmp_path / "again.txt").read_text()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"\0\1\2"])
def test_a_bad_file_is_refused_and_nothing_is_written(
    files: tuple[str, str],
    tmp_path: Path,
    content: bytes,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    output = tmp_path / "out.txt"
    assert commontable(files[0], str(tmp_path / "bad.txt"), "--output", str(output)) == 2
    assert "bad.txt: expected" in capsys.readouterr().err
    assert not output.exists()


def test_a_missing_file_is_named(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert commontable(files[0], "nowhere.txt") == 2
    assert "nowhere.txt: expected a file to read; got nothing there" in capsys.readouterr().err


def test_a_wrong_date_is_explained(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        commontable(*files, "--date", "yesterday")
    assert "expected an ISO date and time" in capsys.readouterr().err
