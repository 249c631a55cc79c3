"""``commontable document FILE``: what was read, on the screen or as JSON; the reason when not."""

import json
from pathlib import Path

import pytest

from commontable.cli import main
from commontable.engines.documents import from_data, read_file
from engines.documents.samples import mail, word_file
from engines.documents.test_word import REDLINED


def test_a_file_is_shown_with_its_articles_changes_and_hash(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "counter.docx"
    path.write_bytes(word_file(REDLINED))
    assert main(["document", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "Article 1. WAGES" in shown
    assert "The raise is four percent (4%) each year." in shown
    assert "deleted by Dana Reyes, 2026-03-01 22:40: six percent (6%)" in shown
    assert read_file(path.read_bytes(), path.name).sha256 in shown


def test_json_is_all_that_was_received(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "offer.eml"
    path.write_bytes(mail("Hello.", ("a.docx", "application/msword", word_file(REDLINED))))
    assert main(["document", str(path), "--format", "json"]) == 0
    received = from_data(json.loads(capsys.readouterr().out))
    assert received == read_file(path.read_bytes(), path.name)


def test_the_outline_has_headings_and_no_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word_file(REDLINED))
    assert main(["document", str(path), "--outline"]) == 0
    shown = capsys.readouterr().out
    assert "Article 2. HOURS" in shown
    assert "forty hours" not in shown


@pytest.mark.parametrize(("content", "said"), [(None, "nothing there"), (b"", "an empty file")])
def test_what_cannot_be_read_says_why_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, said: str
) -> None:
    path = tmp_path / "a.docx"
    if content is not None:
        path.write_bytes(content)
    assert main(["document", str(path)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err
