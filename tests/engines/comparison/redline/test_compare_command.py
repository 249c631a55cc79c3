"""``commontable compare``: four formats, and refusals that say what came."""

import argparse
import json
from pathlib import Path

import pytest

from commontable.engines.commands import compare
from commontable.engines.documents import read_docx
from engines.comparison.redline.contracts import AFTER, BEFORE
from engines.documents.samples import mail, para, pdf_file, scanned_pdf, word_file


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


OLD_CLAUSE = "The Employer gives sixty (60) days of notice before it subcontracts work."
NEW_CLAUSE = OLD_CLAUSE.replace("sixty (60)", "thirty (30)")
EVERY_FORMAT = {
    "new.pdf": pdf_file(f"ARTICLE 1. NOTICE\n\n{NEW_CLAUSE}"),
    "new.docx": word_file(para("ARTICLE 1. NOTICE") + para(NEW_CLAUSE)),
    "new.html": f"<h1>ARTICLE 1. NOTICE</h1><p>{NEW_CLAUSE}</p>".encode(),
    "new.md": f"# ARTICLE 1. NOTICE\n\n{NEW_CLAUSE}\n".encode(),
    "new.txt": f"ARTICLE 1. NOTICE\n\n{NEW_CLAUSE}\n".encode("utf-16"),
    "new.eml": mail(
        "See what is attached.",
        ("counter.pdf", "application/pdf", pdf_file(f"ARTICLE 1. NOTICE\n\n{NEW_CLAUSE}")),
    ),
    "said.eml": mail(f"ARTICLE 1. NOTICE\n\n{NEW_CLAUSE}"),
}


@pytest.mark.parametrize("form", ["text", "html", "docx", "json"])
@pytest.mark.parametrize("name", EVERY_FORMAT)
def test_every_format_that_intake_reads_is_compared_into_every_form(
    tmp_path: Path, name: str, form: str
) -> None:
    old, new, out = tmp_path / "old.md", tmp_path / name, tmp_path / "out"
    old.write_text(f"# ARTICLE 1. NOTICE\n\n{OLD_CLAUSE}\n")
    new.write_bytes(EVERY_FORMAT[name])
    assert commontable(str(old), str(new), "--format", form, "--output", str(out)) == 0
    written = out.read_bytes()
    if form == "docx":
        assert " ".join(read_docx(written, "out.docx").words) == NEW_CLAUSE
    elif form == "json":
        [number] = json.loads(written)["numbers"]
        assert (number["old"], number["new"]) == ("sixty (60)", "thirty (30)")
    else:
        assert b"thirty (30)" in written


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("scan.pdf", scanned_pdf(), "scan"),
        ("counter.docx", b"\x89PNG\r\n", "counter.docx: expected a .docx, .pdf, .txt, .md, .html"),
        ("locked.pdf", pdf_file("Secret.", encryption=4, user_pw="x", owner_pw="y"), "password"),
        (
            "two.eml",
            mail(
                "Both.",
                ("one.pdf", "application/pdf", pdf_file("One clause of words.")),
                ("two.pdf", "application/pdf", pdf_file("Another clause of words.")),
            ),
            "one with 2: one.pdf, two.pdf. Name the one you mean",
        ),
    ],
)
def test_a_file_that_cannot_be_compared_says_what_to_do(
    files: tuple[str, str],
    name: str,
    content: bytes,
    says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = Path(files[0]).with_name(name)
    path.write_bytes(content)
    assert commontable(files[0], str(path)) == 2
    assert says in capsys.readouterr().err


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


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--format", "json", "--side-by-side"), "expected --side-by-side with --format html"),
        (("--author", "Ana"), "expected --author with --format docx; got --format text"),
        (("--format", "html", "--date", "2026-03-01"), "expected --date with --format docx"),
    ],
)
def test_an_option_the_format_has_no_use_for_is_refused(
    files: tuple[str, str],
    options: tuple[str, ...],
    says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert commontable(*files, *options) == 2
    assert says in capsys.readouterr().err


def test_of_two_documents_in_a_mail_the_one_named_is_compared(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    old, new = tmp_path / "old.md", tmp_path / "two.eml"
    old.write_text(f"# ARTICLE 1. NOTICE\n\n{OLD_CLAUSE}\n")
    attached = [
        (f"{name}.pdf", "application/pdf", pdf_file(f"ARTICLE 1. NOTICE\n\n{text}"))
        for name, text in (("cover", "See the other paper."), ("counter", NEW_CLAUSE))
    ]
    new.write_bytes(mail("See what is attached.", *attached))
    assert commontable(str(old), str(new)) == 2
    assert b"with --attachment" in capfdbinary.readouterr().err
    assert commontable(str(old), str(new), "--attachment", "counter.pdf") == 0
    assert b"sixty (60) to thirty (30)" in capfdbinary.readouterr().out
    assert commontable(str(old), str(new), "--attachment", "cuonter.pdf") == 2
    assert b"one with 2: cover.pdf, counter.pdf" in capfdbinary.readouterr().err
    assert commontable(str(old), str(old), "--attachment", "counter.pdf") == 2
    assert b"expected --attachment with the name of a document" in capfdbinary.readouterr().err
