"""Files made to harm: each is refused or read like any other, within its limits."""

import io
import zipfile

import pytest

from commontable.engines.documents import DocumentError, Received, read_apart, read_file
from engines.documents.samples import NAMESPACES, para, run, word_file, zipped

DOCX = "word/document.xml"


def changed(parts: dict[str, str | bytes], body: str = para("Wages rise.")) -> bytes:
    """A sound Word file with some parts added or put in the place of others."""
    with zipfile.ZipFile(io.BytesIO(word_file(body))) as archive:
        own: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return zipped(own | parts)


def words_of(received: Received) -> str:
    assert received.document is not None
    return " ".join(received.document.shown)


def test_a_part_that_unpacks_to_gigabytes_is_refused_unread() -> None:
    bomb = b"<w:document>" + b" " * (60 * 1024 * 1024)
    with pytest.raises(DocumentError, match="times their size"):
        read_file(changed({DOCX: bomb}), "a.docx")


def test_a_zip_that_lies_about_its_sizes_is_refused() -> None:
    content = bytearray(changed({DOCX: b"<w:document>" + b" " * 3_000_000}))
    size = (3_000_012).to_bytes(4, "little")
    lie = (1_000).to_bytes(4, "little")
    content = bytearray(bytes(content).replace(size, lie))
    with pytest.raises(DocumentError, match=r"a\.docx"):
        read_file(bytes(content), "a.docx")


def test_many_parts_and_much_in_all_are_refused() -> None:
    with pytest.raises(DocumentError, match="5,000 parts"):
        read_file(changed({f"word/media/{n}.png": b"x" for n in range(5_001)}), "a.docx")
    noise = {f"word/media/{n}.bin": bytes(range(256)) * 8_192 for n in range(60)}
    with pytest.raises(DocumentError, match="100 MB unpacked"):
        read_file(changed(noise), "a.docx")


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>',
        '<!DOCTYPE x SYSTEM "https://example.org/evil.dtd">',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>',
    ],
)
def test_document_types_and_entities_are_refused(declared: str) -> None:
    main = f'<?xml version="1.0"?>{declared}<w:document {NAMESPACES}><w:body>'
    main += f"{para('<w:r><w:t>&a;</w:t></w:r>')}</w:body></w:document>"
    with pytest.raises(DocumentError, match=r"document type|cannot be read") as refusal:
        read_file(changed({DOCX: main}), "a.docx")
    assert "root:" not in str(refusal.value)


def test_xml_nested_without_end_is_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5_000
    with pytest.raises(DocumentError, match="cannot be read"):
        read_file(changed({DOCX: f"<w:document {NAMESPACES}><w:body>{deep}"}), "a.docx")


def test_tables_in_tables_to_the_depth_that_xml_allows_are_read() -> None:
    body = para("innermost")
    for _ in range(50):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc><w:tc>{para('x')}</w:tc></w:tr></w:tbl>"
    assert "innermost" in words_of(read_file(word_file(body), "a.docx"))


def test_what_points_outside_is_never_opened_and_is_told() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://x/attachedTemplate" TargetMode="External" '
        'Target="file:///etc/passwd"/>'
        '<Relationship Id="r2" Type="http://x/subDocument" TargetMode="External" '
        'Target="https://example.org/part.docx"/>'
        '<Relationship Id="r3" Type="http://x/styles" Target="../../../../etc/passwd"/>'
        "</Relationships>"
    )
    received = read_file(changed({"word/_rels/document.xml.rels": relations}), "a.docx")
    assert words_of(received) == "Wages rise."
    assert any("another file, which did not come with it" in each for each in received.warnings)


def test_the_text_of_a_file_with_macros_is_read_and_the_macros_are_told() -> None:
    received = read_file(changed({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), "offer.docm")
    assert words_of(received) == "Wages rise."
    assert "macros were not opened" in received.warnings[-1]


def test_a_style_based_on_itself_and_a_span_of_a_billion_columns_are_read() -> None:
    styles = (
        f'<w:styles {NAMESPACES}><w:style w:styleId="A"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{para("a")}</w:tc>'
    body = para(run("x"), '<w:pStyle w:val="A"/>') + f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"
    assert words_of(read_file(word_file(body, {"styles": styles}), "a.docx")) == "x a a"


@pytest.mark.parametrize("cut", [10, 100, 400, 900])
def test_a_file_cut_off_on_its_way_says_so(cut: int) -> None:
    with pytest.raises(DocumentError, match="damaged"):
        read_file(word_file(para("Wages rise."))[:cut], "a.docx")


def test_a_page_of_markup_without_end_is_read_in_time() -> None:
    page = "<html><body>" + "<div>" * 200_000 + "Wages rise." + "<td>" * 100_000
    assert words_of(read_file(page.encode(), "a.html")) == "Wages rise."


def test_the_child_that_reads_a_bomb_leaves_nothing_and_the_parent_lives() -> None:
    with pytest.raises(DocumentError, match="times their size"):
        read_apart(changed({DOCX: b" " * (60 * 1024 * 1024)}), "a.docx")
    assert words_of(read_apart(word_file(para("Wages rise.")), "a.docx")) == "Wages rise."
