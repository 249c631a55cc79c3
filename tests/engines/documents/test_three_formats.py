"""One contract as text, as Word and as the PDF that LibreOffice prints: the same articles."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from commontable.engines.documents import Document, read_file, read_text
from engines.documents.samples import level, listed, part
from engines.sheets.office import converted

TITLES = [
    "RECOGNITION", "UNION RIGHTS", "HOURS OF WORK", "WAGES AND DIFFERENTIALS", "HOLIDAYS",
    "VACATION", "SICK LEAVE", "LAYOFF AND RECALL", "GRIEVANCE PROCEDURE", "DURATION",
]  # fmt: skip
RATES = [("Step", "Days", "Nights"), ("1", "$31.10", "$33.60"), ("2", "$32.05", "$34.55")]
NUMBER = {title: str(number) for number, title in enumerate(TITLES, 1)}


def sentences(title: str) -> list[str]:
    topic = title.lower()
    return [
        f"The parties agree on {topic} as it is written here and wherever this Agreement names it.",
        f"Questions about {topic} go first to the supervisor, who answers within ten (10) days.",
        f"Nothing in this Article on {topic} takes away a right that the law gives to an employee.",
    ]


def as_text() -> str:
    lines: list[str] = []
    for title in TITLES:
        number = NUMBER[title]
        lines += [f"ARTICLE {number} {title}", ""]
        for place, sentence in enumerate(sentences(title) * 4, 1):
            lines += [f"{number}.{place} {sentence}", ""]
        if title.startswith("WAGES"):
            lines += ["| " + " | ".join(row) + " |" for row in RATES] + [""]
    lines += ["APPENDIX A – WAGE TABLES", "", "The tables stand in Article 4.", ""]
    return "\n".join(lines)


def as_word() -> bytes:
    """Articles and sections numbered by Word alone, contents, header, footer with a page field."""
    file = docx.Document()
    numbering = file.part.numbering_part.element
    made = parse_xml(
        part(
            "numbering",
            f'<w:abstractNum w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>'
            f"{level(0, 'ARTICLE %1')}{level(1, '%1.%2')}</w:abstractNum>"
            '<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>',
        )
    )
    numbering.insert(0, made.find(qn("w:abstractNum")))
    numbering.append(made.find(qn("w:num")))
    section = file.sections[0]
    section.header.paragraphs[0].text = "Harbor Nurses and Tidewater Clinics 2026-2029"
    footer = section.footer.paragraphs[0]
    footer.text = "Page "
    footer._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        )
    )
    file.add_paragraph("TABLE OF CONTENTS")
    for place, title in enumerate(TITLES):
        file.add_paragraph(f"ARTICLE {NUMBER[title]} {title} ............ {2 + place // 2}")
    file.add_page_break()
    for title in TITLES:
        heading = file.add_heading(title, level=1)
        _number(heading, 0)
        for sentence in sentences(title) * 4:
            _number(file.add_paragraph(sentence), 1)
        if title.startswith("WAGES"):
            table = file.add_table(rows=0, cols=3, style="Table Grid")
            for row in RATES:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
    file.add_heading("APPENDIX A – WAGE TABLES", level=1)
    file.add_paragraph("The tables stand in Article 4.")
    written = BytesIO()
    file.save(written)
    return written.getvalue()


def _number(paragraph: object, depth: int) -> None:
    properties = paragraph._p.get_or_add_pPr()  # type: ignore[attr-defined]
    properties.append(
        parse_xml(listed(90, depth).replace("<w:numPr>", f"<w:numPr {nsdecls('w')}>"))
    )


def outline(document: Document) -> list[tuple[str, str, str]]:
    return [
        (article.kind, article.number, article.title)
        for article in document.articles
        if article.kind != "front"
    ]


EXPECTED = [
    *(("article", NUMBER[title], title) for title in TITLES),
    ("appendix", "A", "WAGE TABLES"),
]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    word = as_word()
    folder: Path = tmp_path_factory.mktemp("office")
    found = {"text": read_text(as_text())}
    for name, content in (
        ("word", word),
        ("pdf", converted(word, folder, from_="docx", to="pdf")),
    ):
        document = read_file(content, f"contract.{name}").document
        assert document is not None
        found[name] = document
    return found


@pytest.mark.parametrize("name", ["text", "word", "pdf"])
def test_every_article_is_found_in_each_format(documents: dict[str, Document], name: str) -> None:
    assert outline(documents[name]) == EXPECTED


@pytest.mark.parametrize("name", ["word", "pdf"])
def test_the_words_are_the_same_in_each_format(documents: dict[str, Document], name: str) -> None:
    assert documents[name].words == documents["text"].words


@pytest.mark.parametrize("name", ["word", "pdf"])
def test_the_table_has_the_same_cells(documents: dict[str, Document], name: str) -> None:
    document = documents[name]
    rows = [
        tuple(" ".join(document.shown[a:b]) for a, b in each.cells)
        for article in document.articles
        for each in article.paragraphs
        if each.kind == "row"
    ]
    assert rows == RATES
