"""Tracked changes in a Word file: to the word, in the file that came, as LibreOffice has them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, assume, given, settings

from commontable.engines.comparison.redline import (
    Hand,
    RedlineError,
    as_docx,
    compare,
    compare_three,
    three_as_docx,
)
from commontable.engines.documents import Document, DocumentError, read_docx, read_text
from commontable.engines.documents.word.xml import w
from engines.comparison.redline.contracts import AFTER, BEFORE, real_contracts
from engines.comparison.redline.made import pairs
from engines.comparison.redline.office import as_flat_text_document, settled_by_office
from engines.comparison.redline.settling import body_of, settled, without_bullets, written
from engines.documents.samples import para, part, run, word_file

AT = datetime(2026, 3, 1, 22, 40, tzinfo=UTC)
LATER = datetime(2026, 3, 8, 9, 5, tzinfo=UTC)


def letters(words: list[str]) -> str:
    """The words without spaces, which are no change, and without what paper looks like."""
    text = "".join(without_bullets(words))
    plain = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": None})
    return "".join(letter for letter in text.translate(plain) if letter.isprintable())


def of_texts(old: str, new: str) -> tuple[bytes, Document, Document]:
    before, after = read_text(old, "before"), read_text(new, "after")
    return as_docx(compare(before, after), author="Ana", at=AT), before, after


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(pairs())
def test_accepted_it_says_the_new_text_and_rejected_the_old_one(pair: tuple[str, str]) -> None:
    try:
        content, before, after = of_texts(*pair)
    except DocumentError:
        assume(False)
        return
    assert letters(settled(content, accept=True)) == letters(written(after))
    assert without_bullets(settled(content, accept=False)) == written(before)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(pairs(), pairs())
def test_of_three_texts_each_sides_changes_alone_leave_that_sides_text(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    try:
        base, ours, theirs = (read_text(text) for text in (one[0], one[1], other[1]))
    except DocumentError:
        assume(False)
        return
    content = three_as_docx(
        compare_three(base, ours, theirs), ours=Hand("Union", AT), theirs=Hand("Employer", LATER)
    )
    assert letters(settled(content, accept=("Union",))) == letters(written(ours))
    assert letters(settled(content, accept=("Employer",))) == letters(written(theirs))
    assert without_bullets(settled(content, accept=())) == written(base)


def test_every_mark_has_the_author_the_moment_and_a_number_of_its_own() -> None:
    content, _, _ = of_texts(BEFORE, AFTER)
    marks = [e for e in body_of(content).iter() if e.tag in (w("ins"), w("del"))]
    assert {mark.get(w("author")) for mark in marks} == {"Ana"}
    assert {mark.get(w("date")) for mark in marks} == {"2026-03-01T22:40:00Z"}
    assert len({mark.get(w("id")) for mark in marks}) == len(marks)


def test_a_change_of_both_sides_is_one_change_of_both() -> None:
    base, ours, theirs = (
        read_text(f"ARTICLE 1. PAY\n\nRaises of {figure} come {when}.")
        for figure, when in (("12 %", "in May"), ("15 %", "yearly"), ("15 %", "late"))
    )
    content = three_as_docx(
        compare_three(base, ours, theirs), ours=Hand("Union", AT), theirs=Hand("Employer", LATER)
    )
    body = body_of(content)
    by = {
        ("".join(mark.itertext()).strip(), mark.get(w("author")), mark.get(w("date")))
        for mark in body.iter(w("ins"))
    }
    assert by == {
        ("15", "Union, Employer", "2026-03-08T09:05:00Z"),
        ("yearly.", "Union", "2026-03-01T22:40:00Z"),
        ("late.", "Employer", "2026-03-08T09:05:00Z"),
    }


def test_a_fresh_file_has_real_headings_lists_and_tables() -> None:
    old = "ARTICLE 1. PAY\n\nPaid are:\n\n• nights\n• days\n\n| Step | Rate |\n| 1 | 30 |\n"
    content, _, after = of_texts(old, old.replace("• days", "• days\n• weekends") + "| 2 | 31 |\n")
    body = body_of(content)
    styles = [e.get(w("val")) for e in body.iter(w("pStyle"))]
    assert styles == ["Heading1", "ListBullet", "ListBullet", "ListBullet"]
    [table] = body.iter(w("tbl"))
    rows = list(table.iter(w("tr")))
    assert [len(list(row.iter(w("tc")))) for row in rows] == [2, 2, 2]
    assert [row.find(f"{w('trPr')}/{w('ins')}") is not None for row in rows] == [False, False, True]
    assert read_docx(content, "redline.docx").words == after.words


def test_a_cell_that_changed_is_marked_in_its_cell() -> None:
    table = "ARTICLE 1. PAY\n\n| Step | Nights | Days |\n|---|---|---|\n| 1 | 30 | 31 |\n"
    content, _, _ = of_texts(table, table.replace("31", "33"))
    cells = list(body_of(content).iter(w("tc")))
    assert [
        "".join(cell.itertext()) for cell in cells if cell.find(f".//{w('ins')}") is not None
    ] == ["3133"]


LEE = 'w:author="Lee" w:date="2026-01-05T09:00:00Z"'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
)
LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'

OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{OFFICE}.document.main+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{OFFICE}.numbering+xml"/>'
    f'<Override PartName="/word/comments.xml" ContentType="{OFFICE}.comments+xml"/></Types>'
)


def cell(text: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{para(text)}</w:tc>'


def employers_file() -> bytes:
    """A Word file as it comes: looks, a list, a table, Lee's own changes and a comment."""
    rows = "".join(
        f"<w:tr>{''.join(cell(text) for text in texts)}</w:tr>"
        for texts in (("Step", "Rate"), ("1", "$30.00"), ("2", "$31.00"))
    )
    body = (
        para(run("ARTICLE 12. ", "<w:b/>") + run("PAY", "<w:b/><w:i/>"))
        + para(
            run("Raises of ")
            + run("12 %", "<w:highlight w:val='yellow'/>")
            + run(" come in Dec")
            + run("ember for all.")
            + f'<w:ins w:id="1" {LEE}>{run(" Parking is free for every nurse.")}</w:ins>'
        )
        + para(
            '<w:commentRangeStart w:id="5"/>'
            + run("Notice of ")
            + f'<w:del w:id="2" {LEE}><w:r><w:delText>ninety </w:delText></w:r></w:del>'
            + f'<w:ins w:id="3" {LEE}>{run("sixty ")}</w:ins>'
            + run("days is given.")
            + '<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>'
        )
        + para("nights are paid $2.00 an hour;", LISTED)
        + para("weekends are paid $3.00 an hour.", LISTED)
        + f'<w:tbl><w:tblPr><w:tblStyle w:val="Rates"/></w:tblPr>{rows}</w:tbl>'
        + para("Nothing here limits the rights of either party.")
        + "<w:sectPr/>"
    )
    parts = {
        "numbering": part("numbering", NUMBERING),
        "comments": part("comments", f'<w:comment w:id="5" {LEE}>{para("Why?")}</w:comment>'),
    }
    made = BytesIO()
    with ZipFile(BytesIO(word_file(body, parts))) as bare, ZipFile(made, "w") as typed:
        for name in bare.namelist():
            typed.writestr(name, TYPES if name.startswith("[") else bare.read(name))
    return made.getvalue()


OFFER = """ARTICLE 12. PAY

Raises of 10 % come in February for all. Parking costs $5 for every nurse.

Notice of thirty days is given.

a. nights are paid $2.50 an hour;

b. call is paid $4.00 an hour;

c. weekends are paid $3.00 an hour.

| Step | Rate |
| 1 | $30.00 |
| 2 | $32.50 |
| 3 | $34.00 |

Nothing here limits the rights of either party.
"""


class TestWrittenIntoTheFileThatCame:
    @pytest.fixture
    def content(self) -> bytes:
        original = employers_file()
        redline = compare(read_docx(original, "theirs.docx"), read_text(OFFER, "ours"))
        return as_docx(redline, author="Ana", at=AT, original=original)

    def test_with_all_accepted_it_says_the_new_text(self, content: bytes) -> None:
        assert read_docx(content, "redline.docx").words == read_text(OFFER).words

    def test_with_ours_rejected_it_says_what_came(self, content: bytes) -> None:
        rejected = settled(content, accept=("Lee",))
        assert rejected == settled(employers_file(), accept=True)

    def test_changes_and_comments_that_were_there_are_still_there(self, content: bytes) -> None:
        body = body_of(content)
        lees = [
            ("".join(e.itertext()), e.get(w("date")))
            for e in body.iter()
            if e.get(w("author")) == "Lee"
        ]
        assert ("ninety ", "2026-01-05T09:00:00Z") in lees
        assert "".join(text for text, _ in lees if "Parking" in text).startswith(" Parking is free")
        assert len(list(body.iter(w("commentReference")))) == 1

    def test_what_we_delete_of_an_insertion_of_theirs_is_deleted_inside_it(
        self, content: bytes
    ) -> None:
        inside = [
            "".join(mark.itertext()).strip()
            for insertion in body_of(content).iter(w("ins"))
            if insertion.get(w("author")) == "Lee"
            for mark in insertion.iter(w("del"))
        ]
        assert inside == ["is free", "sixty"]

    def test_every_other_part_is_byte_for_byte_as_it_came(self, content: bytes) -> None:
        with ZipFile(BytesIO(employers_file())) as old, ZipFile(BytesIO(content)) as new:
            assert old.namelist() == new.namelist()
            for name in old.namelist():
                assert (old.read(name) == new.read(name)) == (name != "word/document.xml")

    def test_looks_lists_and_tables_stay_what_they_were(self, content: bytes) -> None:
        body = body_of(content)
        [table] = body.iter(w("tbl"))
        assert table.find(f"{w('tblPr')}/{w('tblStyle')}") is not None
        rows = list(table.iter(w("tr")))
        assert [len(list(row.iter(w("tc")))) for row in rows] == [2, 2, 2, 2]
        assert rows[3].find(f"{w('trPr')}/{w('ins')}") is not None
        assert len([p for p in body.iter(w("p")) if p.find(f".//{w('numPr')}") is not None]) == 3
        highlighted = [r for r in body.iter(w("r")) if r.find(f".//{w('highlight')}") is not None]
        assert "".join("".join(r.itertext()) for r in highlighted) == "12 10 %"

    def test_the_new_item_is_an_item_without_a_written_letter(self, content: bytes) -> None:
        new = [
            "".join(p.itertext())
            for p in body_of(content).iter(w("p"))
            if p.find(f"{w('pPr')}/{w('rPr')}/{w('ins')}") is not None
        ]
        assert new == ["call is paid $4.00 an hour;"]


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(RedlineError, match="time zone"):
        Hand("Ana", datetime(2026, 3, 1))  # noqa: DTZ001 - the point of it


class TestLibreOffice:
    def test_it_lists_each_change_with_author_and_moment(self, tmp_path: Path) -> None:
        content, _, _ = of_texts(BEFORE, AFTER)
        document = as_flat_text_document(content, tmp_path)
        [tracked] = re.findall(
            r"<text:tracked-changes.*?</text:tracked-changes>", document, re.DOTALL
        )
        assert set(re.findall(r"<dc:creator>(.*?)</dc:creator>", tracked)) == {"Ana"}
        assert {at[:16] for at in re.findall(r"<dc:date>(.*?)</dc:date>", tracked)} == {
            "2026-03-01T22:40"
        }
        assert "<text:deletion>" in tracked
        assert "<text:insertion>" in tracked

    def test_accepting_all_leaves_the_new_text_and_rejecting_all_the_old(
        self, tmp_path: Path
    ) -> None:
        content, before, after = of_texts(BEFORE, AFTER)
        for accept, document in ((True, after), (False, before)):
            words = settled_by_office(content, tmp_path, accept=accept)
            assert without_bullets(words) == written(document)

    def test_it_settles_the_file_that_came_with_the_changes_of_others(self, tmp_path: Path) -> None:
        original = employers_file()
        redline = compare(read_docx(original, "theirs.docx"), read_text(OFFER, "ours"))
        content = as_docx(redline, author="Ana", at=AT, original=original)
        words = settled_by_office(content, tmp_path, accept=True)
        labels = {"a.", "b.", "c."}
        assert [word for word in words if word not in labels] == [
            word for word in written(read_text(OFFER)) if word not in labels
        ]

    def test_a_whole_contract_of_the_real_ones_to_the_letter(self, tmp_path: Path) -> None:
        old, new = real_contracts()
        content = as_docx(compare(old, new), author="Ana", at=AT)
        for accept, document in ((True, new), (False, old)):
            words = settled_by_office(content, tmp_path, accept=accept)
            assert letters(words) == letters(written(document))
