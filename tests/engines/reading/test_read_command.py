"""``commontable read FILE``: every kind of file to its facts, or the reason why not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from commontable.cli import main
from commontable.engines.documents.reading import LARGEST_FILE
from engines.documents.samples import mail, para, pdf_file, run, word_file

SAID = "We met March 3\u20134 in Oakland; 12,000 members watched."
EXPECTED = [
    ("date", "March 3\u20134", "2022-03-03/2022-03-04"),
    ("place", "Oakland", "Oakland"),
    ("headcount", "12,000 members", {"count": 12000, "of": "members"}),
]
PAGE = f"""<!doctype html><html><head><title>June 1</title><script>"June 2"</script></head>
<body><h1>Update</h1><p>{SAID.replace("12,000", "12,000&nbsp;").replace("&nbsp; ", "&nbsp;")}</p>
<table><tr><td>Session 7</td><td>March 17</td></tr></table></body></html>"""


def facts_of(
    path: Path, capsys: pytest.CaptureFixture[str], *more: str
) -> tuple[list[dict[str, Any]], str]:
    words = path.with_suffix(".words")
    wanted = ["--published", "2022-03-06", "--format", "json", "--words", str(words)]
    assert main(["read", str(path), *wanted, *more]) == 0
    facts = json.loads(capsys.readouterr().out)
    text = words.read_bytes().decode()
    for fact in facts:
        assert text[fact["start"] : fact["end"]] == fact["text"]
    return facts, text


def short(facts: list[dict[str, Any]]) -> list[tuple[str, str, Any]]:
    return [(fact["kind"], fact["text"], fact["value"]) for fact in facts]


def test_a_text_file_is_read_with_places_in_the_very_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "update.txt"
    path.write_bytes(f"Update\r\n\r\n{SAID}\r\n".encode())
    facts, text = facts_of(path, capsys)
    assert text == path.read_bytes().decode()
    assert short(facts) == EXPECTED
    assert set(facts[0]) == {
        *("kind", "text", "start", "end", "value", "confidence", "inferred", "notes")
    }


def test_a_text_in_an_older_encoding_is_read_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "update.txt"
    path.write_bytes(f"“Update”\n{SAID}\n".encode("cp1252"))
    assert short(facts_of(path, capsys)[0]) == EXPECTED


def test_a_page_is_read_without_its_markup_and_scripts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "update.html"
    path.write_text(PAGE, encoding="utf-8")
    facts, text = facts_of(path, capsys)
    assert "<" not in text
    assert [(kind, words.replace("\u00a0", " "), value) for kind, words, value in short(facts)] == [
        *EXPECTED,
        ("session", "Session 7", {"word": "session", "numbers": [7]}),
        ("date", "March 17", "2022-03-17"),
    ]


def test_a_word_file_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "update.docx"
    path.write_bytes(word_file(para(run("Update")) + para(run(SAID))))
    assert short(facts_of(path, capsys)[0]) == EXPECTED


def test_a_pdf_is_read_over_its_line_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "update.pdf"
    path.write_bytes(pdf_file("We met March\n3-4 in Oakland;\n12,000 members watched."))
    assert [kind for kind, _, _ in short(facts_of(path, capsys)[0])] == [
        kind for kind, _, _ in EXPECTED
    ]


def test_a_mail_is_read_with_its_subject_and_attachments(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "update.eml"
    letter = word_file(para(run("Answer by March 10.")))
    path.write_bytes(
        mail(SAID, ("letter.docx", "application/msword", letter), Subject="Round 3 begins")
    )
    assert short(facts_of(path, capsys)[0]) == [
        ("session", "Round 3", {"word": "round", "numbers": [3]}),
        *EXPECTED,
        ("deadline", "by March 10", {"date": "2022-03-10"}),
    ]


def test_a_mail_brings_its_own_day_of_publication(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "update.eml"
    path.write_bytes(mail("See you on March 3."))  # sent on March 1, 2026
    assert main(["read", str(path), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["value"] == "2026-03-03"


def test_places_by_name_are_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "update.txt"
    path.write_text("Ridgeway and SCAL hold out.")
    facts, _ = facts_of(path, capsys, "--place", "SCAL", "--place", "Ridgeway")
    assert [fact["text"] for fact in facts] == ["Ridgeway", "SCAL"]


def test_on_the_screen_each_fact_has_its_place_value_and_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "update.txt"
    path.write_text("Friday, March 4: answers due.")
    assert main(["read", str(path), "--published", "2021-03-06"]) == 0
    shown = capsys.readouterr().out
    assert "0-15" in shown
    assert "“Friday, March 4”  2021-03-04  unsure" in shown
    assert "March 4, 2021 is a Thursday, not a Friday." in shown
    assert "article" not in shown


def test_a_text_without_facts_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "update.txt"
    path.write_text("Members first.")
    assert main(["read", str(path), "--published", "2021-03-06"]) == 0
    assert "No facts found." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", None, "nothing there"),
        ("a.txt", b"", "an empty file"),
        ("a.txt", b"  \n ", "an empty file"),
        ("a.txt", b"\0\1\2\3" * 100, "binary"),
        ("a.pdf", b"%PDF-1.7 and no more", "PDF"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a picture (.png)"),
    ],
)
def test_what_cannot_be_read_says_why_and_prints_nothing(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: bytes | None,
    said: str,
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert main(["read", str(path), "--published", "2022-03-06"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err
    assert "Nothing was kept." in shown.err


def test_a_file_of_200_megabytes_is_refused_unread(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "update.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    assert path.stat().st_size > LARGEST_FILE
    assert main(["read", str(path), "--published", "2022-03-06"]) == 2
    assert "expected at most 50 MB; got 200 MB" in capsys.readouterr().err


def test_a_text_too_long_to_be_an_update_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "update.txt"
    path.write_text("We met March 3. " * 130_000)
    assert main(["read", str(path), "--published", "2022-03-06"]) == 2
    assert "expected at most 2,000,000 characters of text; got 2,080,000" in capsys.readouterr().err


@pytest.mark.parametrize("written", ["March 6", "2022-02-30", "", "22"])
def test_a_day_of_publication_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], written: str
) -> None:
    path = tmp_path / "update.txt"
    path.write_text(SAID)
    with pytest.raises(SystemExit) as left:
        main(["read", str(path), "--published", written])
    assert left.value.code == 2
    assert f"expected a day as 2022-03-06, got {written!r}" in capsys.readouterr().err


def test_without_a_day_of_publication_a_text_is_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "update.txt"
    path.write_text(SAID)
    assert main(["read", str(path)]) == 2
    assert "expected the day of publication; got none" in capsys.readouterr().err
