"""What comes in with a file of any format: told by content, refused clearly, kept as data."""

import hashlib
import json

import pytest

from commontable.engines.documents import (
    DocumentError,
    as_data,
    from_data,
    read_file,
    read_pasted,
)
from engines.documents.samples import mail, pdf_file, scanned_pdf, word_file, zipped
from engines.documents.test_word import REDLINED

CONTRACT = "ARTICLE 1. SCOPE\n\nAll nurses.\n\nARTICLE 2. PAY\n\nThe rate is § 5 – 40 €.\n"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (word_file(REDLINED), "docx"),
        (pdf_file("ARTICLE 1. SCOPE"), "pdf"),
        (CONTRACT.encode(), "text"),
        (b"<!DOCTYPE html><html><body><p>ARTICLE 1. SCOPE</p></body></html>", "html"),
        (mail(), "email"),
    ],
)
def test_a_file_is_what_its_content_says_under_any_name(content: bytes, kind: str) -> None:
    received = read_file(content, "proposal.xyz")
    assert (received.format, received.size) == (kind, len(content))
    assert received.sha256 == hashlib.sha256(content).hexdigest()


def test_a_markdown_file_is_told_by_its_name_alone() -> None:
    assert read_file(b"# 1. Scope\n\nAll.\n\n# 2. Pay\n\nMore.\n", "a.md").format == "markdown"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("page", ["{}", "<!-- exported --><html><body>{}</body></html>"])
def test_a_page_is_read_without_its_tags_whole_or_in_part_in_any_encoding(
    page: str, encoding: str
) -> None:
    content = page.format("<h2>ARTICLE 1. SCOPE</h2><p>All nurses.</p>").encode(encoding)
    received = read_file(content, "proposal.htm")
    assert received.format == "html"
    assert received.document is not None
    assert " ".join(received.document.words) == "All nurses."


def test_text_that_opens_with_a_bracket_is_no_page_whatever_its_name() -> None:
    assert read_file(b"< 5 hours are not paid. <b>Not markup.", "a.txt").format == "text"
    assert read_file(b"<5 hours are not paid.", "a.html").format == "text"


@pytest.mark.parametrize(
    ("content", "came", "to_do"),
    [
        (b"", "an empty file", "where it came from"),
        (b" \n\x0c\n ", "an empty file", ""),
        (b"{\\rtf1\\ansi Wages}", "(.rtf)", "save it as .docx"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "(.doc)",
            ".docx",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "locked with a password",
            "without the password",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_".encode("utf-16-le"), ".msg", ".eml"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "(.xlsx)", "Save it as"),
        (zipped({"content.xml": "", "mimetype": ""}), "(.odt)", "save it as .docx"),
        (zipped({"Index/Document.iwa": ""}), "(.pages)", "export it as Word"),
        (zipped({"a.txt": "Wages"}), "an archive", "one by one"),
        (b"\x89PNG\r\n\x1a\n", "a picture", "Send the text itself"),
        (b"PK\x03\x04 cut off", "damaged", "send it again"),
        (b"%PDF-1.7\nnothing", "cannot be opened", "send it again"),
        (b"MZ\x90\0", "a program", ""),
        (b"\x01\x02\0\x03" * 50, "a binary file", "Save it as"),
        (scanned_pdf(3), "pictures of 3 pages", "OCR"),
        (
            pdf_file("Wages", encryption=4, user_pw="x", owner_pw="y"),
            "locked",
            "without the password",
        ),
    ],
)
def test_what_is_not_read_is_refused_with_what_came_and_what_to_do(
    content: bytes, came: str, to_do: str
) -> None:
    with pytest.raises(DocumentError, match="Nothing was kept") as refusal:
        read_file(content, "offer.docx")
    assert came in refusal.value.got
    assert to_do in refusal.value.advice
    assert str(refusal.value).startswith("offer.docx: expected ")


def test_a_file_over_fifty_megabytes_is_refused_unread() -> None:
    with pytest.raises(DocumentError, match="expected at most 50 MB; got 200 MB"):
        read_file(b"a" * (200 * 1024 * 1024), "a.txt")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_text_is_read_in_the_encoding_it_came_in(encoding: str) -> None:
    received = read_file((CONTRACT * 3).encode(encoding), "a.txt")
    assert received.document is not None
    assert "€." in received.document.shown
    assert bool(received.warnings) == (encoding == "cp1252")


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("mac-roman", "L’employé reçoit une prime d’été à Noël, où qu’il travaille. " * 20),
        ("gb18030", "工资从三月一日起每年增加百分之四。工会代表所有护士。" * 20),
        ("cp1251", "Заработная плата увеличивается на четыре процента каждый год. " * 20),
    ],
)
def test_other_encodings_are_told_by_what_they_spell(encoding: str, words: str) -> None:
    received = read_file(words.encode(encoding), "a.txt")
    assert received.document is not None
    assert received.document.shown[:3] == tuple(words.split()[:3]) or len(words.split()) < 3
    assert "".join(received.document.shown)[:20] == "".join(words.split())[:20]
    assert "was read as" in received.warnings[0]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (word_file(REDLINED), "a.docx"),
        (pdf_file("ARTICLE 1. SCOPE\nAll.", "ARTICLE 2. PAY\nMore."), "a.pdf"),
        (mail("Hello.", ("a.docx", "application/msword", word_file(REDLINED))), "a.eml"),
    ],
)
def test_what_was_received_comes_back_from_json_as_it_was(content: bytes, name: str) -> None:
    received = read_file(content, name)
    assert from_data(json.loads(json.dumps(as_data(received)))) == received


def test_pasted_text_is_received_like_a_file() -> None:
    received = read_pasted(CONTRACT)
    assert received.document is not None
    assert [article.title for article in received.document.articles] == ["SCOPE", "PAY"]
    assert received.sha256 == hashlib.sha256(CONTRACT.encode()).hexdigest()


def test_a_web_page_is_read_by_its_blocks_and_runs_nothing() -> None:
    page = (
        "<html><head><title>x</title></head><body><script>ARTICLE 9. BAD</script>"
        "<h2>ARTICLE 1. PAY</h2><p>The rate\nis <b>$30</b>.</p><ul><li>Nights</li></ul>"
        "<table><tr><td></td><th>Rate</th></tr><tr><td>1</td><td>$30</td></tr></table></body></html>"
    )
    received = read_file(page.encode(), "a.html")
    assert received.document is not None
    [article] = received.document.articles
    assert " ".join(article.shown) == "The rate is $30. • Nights Rate 1 $30"
    assert [each.kind for each in article.paragraphs] == ["text", "item", "row", "row"]


def test_a_word_of_a_text_with_form_feeds_is_found_on_its_page() -> None:
    received = read_file(b"ARTICLE 1. PAY\n\nMore.\n\x0cARTICLE 2. REST\n\nLess.\n", "a.txt")
    assert received.document is not None
    assert (received.pages, received.page_of(received.document.articles[1].start)) == (2, 2)
