"""Word files: as the reader sees them, and what their authors marked in them."""

from datetime import UTC, datetime

import pytest

from commontable.engines.documents import Document, read_docx, read_file
from engines.documents.samples import (
    NAMESPACES,
    WHO,
    deleted,
    inserted,
    level,
    listed,
    numbering,
    para,
    part,
    run,
    word_file,
)

REDLINED = (
    para("ARTICLE 1. WAGES")
    + para(
        run("The raise is ") + deleted("six percent (6%)") + inserted("four percent (4%)")
        + run(" each year.")
    )
    + para(inserted("Nights are paid two dollars more."), f"<w:rPr><w:ins {WHO}/></w:rPr>")
    + para("ARTICLE 2. HOURS")
    + para("A week has forty hours.")
)  # fmt: skip


def text(document: Document) -> str:
    return " ".join(document.shown)


def test_tracked_changes_are_told_with_author_time_words_and_both_places() -> None:
    received = read_file(word_file(REDLINED), "counter.docx")
    assert received.document is not None
    assert received.before is not None
    assert text(received.document).startswith("The raise is four percent (4%) each year. Nights")
    assert text(received.before).startswith("The raise is six percent (6%) each year. A week")
    gone, came, added = received.marks
    assert (gone.kind, gone.author, gone.text) == ("deleted", "Dana Reyes", "six percent (6%)")
    assert gone.at == datetime(2026, 3, 1, 22, 40, tzinfo=UTC)
    assert received.before.shown[gone.old_start : gone.old_end] == ("six", "percent", "(6%)")
    assert gone.start == gone.end == came.start
    assert received.document.shown[came.start : came.end] == ("four", "percent", "(4%)")
    assert came.old_start == came.old_end
    assert received.document.shown[added.start] == "Nights"
    assert (added.article, added.old_article, added.in_heading) == (0, 0, False)


def test_a_file_without_tracked_changes_has_no_text_before() -> None:
    received = read_file(word_file(para("Wages go up.")), "plain.docx")
    assert (received.before, received.marks) == (None, ())


def test_a_change_inside_a_word_counts_the_whole_word() -> None:
    body = para(run("The nurse") + inserted("s") + run(" agree."))
    received = read_file(word_file(body), "a.docx")
    assert received.document is not None
    [mark] = received.marks
    assert mark.text == "s"
    assert received.document.shown[mark.start : mark.end] == ("nurses",)


def test_a_change_in_a_heading_is_placed_at_its_article() -> None:
    body = para("ARTICLE 1. SCOPE") + para("All of it.")
    body += para(run("ARTICLE 2. ") + deleted("PAY") + inserted("WAGES")) + para("More.")
    received = read_file(word_file(body), "a.docx")
    assert received.document is not None
    assert received.before is not None
    assert [received.document.articles[1].title, received.before.articles[1].title] == [
        "WAGES",
        "PAY",
    ]
    assert [(mark.in_heading, mark.article) for mark in received.marks] == [(True, 1)] * 2
    assert received.marks[1].start == received.document.articles[1].start


def test_a_move_pairs_where_it_stood_with_where_it_stands() -> None:
    start = '<w:move{0}RangeStart w:id="{1}" w:name="move7"/>'
    away = f"{start.format('From', 5)}<w:moveFrom {WHO}>{run('Parking is free.')}</w:moveFrom>"
    here = f"{start.format('To', 6)}<w:moveTo {WHO}>{run('Parking is free.')}</w:moveTo>"
    body = para(away + '<w:moveFromRangeEnd w:id="5"/>') + para("Lunch is paid.")
    body += para(here + '<w:moveToRangeEnd w:id="6"/>')
    received = read_file(word_file(body), "a.docx")
    assert received.document is not None
    assert received.before is not None
    assert text(received.document) == "Lunch is paid. Parking is free."
    assert text(received.before) == "Parking is free. Lunch is paid."
    assert [(mark.kind, mark.move) for mark in received.marks] == [
        ("moved-from", 1),
        ("moved-to", 1),
    ]


def test_text_inserted_and_then_deleted_is_in_neither_text() -> None:
    inner = "<w:r><w:delText>maybe </w:delText></w:r>"
    body = para(run("We ") + f"<w:ins {WHO}><w:del {WHO}>{inner}</w:del></w:ins>" + run("agree."))
    received = read_file(word_file(body + para(inserted("Soon."))), "a.docx")
    assert received.document is not None
    assert received.before is not None
    assert text(received.document) == "We agree. Soon."
    assert text(received.before) == "We agree."
    assert len(received.marks) == 1


def test_paragraphs_joined_by_a_deleted_mark_are_one_when_accepted() -> None:
    body = para("Nurses are paid", f"<w:rPr><w:del {WHO}/></w:rPr>") + para(" every Friday.")
    received = read_file(word_file(body), "a.docx")
    assert received.document is not None
    assert received.before is not None
    assert len(received.document.articles[0].paragraphs) == 1
    assert len(received.before.articles[0].paragraphs) == 2


def test_a_changed_row_of_a_table_is_marked() -> None:
    def row(cells: str, properties: str = "") -> str:
        inner = "".join(f"<w:tc>{para(cell)}</w:tc>" for cell in cells.split("|"))
        return f"<w:tr>{properties}{inner}</w:tr>"

    gone = row("2|$31.00", f"<w:trPr><w:del {WHO}/></w:trPr>")
    body = f"<w:tbl>{row('Step|Rate')}{row('1|$30.00')}{gone}</w:tbl>"
    received = read_file(word_file(body), "a.docx")
    assert received.document is not None
    assert received.before is not None
    assert len(received.document.articles[0].paragraphs) == 2
    assert len(received.before.articles[0].paragraphs) == 3
    assert [mark.text for mark in received.marks] == ["2", "$31.00"]


def test_comments_hang_on_words_and_replies_on_comments() -> None:
    body = para(
        run("The ") + '<w:commentRangeStart w:id="0"/>' + run("longevity step")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>' + run(" ends.")
    )  # fmt: skip
    comments = part(
        "comments",
        f'<w:comment w:id="0" w:author="Lee Park" w:date="2026-03-02T09:00:00Z">'
        f'<w:p w14:paraId="AA">{run("Costed?")}</w:p></w:comment>'
        f'<w:comment w:id="1" w:author="Ana"><w:p w14:paraId="BB">{run("Not yet.")}</w:p>'
        f"</w:comment>",
    )
    extended = (
        f'<w15:commentsEx {NAMESPACES}><w15:commentEx w15:paraId="AA" w15:done="1"/>'
        f'<w15:commentEx w15:paraId="BB" w15:paraIdParent="AA"/></w15:commentsEx>'
    )
    received = read_file(
        word_file(body, {"comments": comments, "commentsExtended": extended}), "a.docx"
    )
    asked, answered = received.comments
    assert (asked.author, asked.text, asked.on) == ("Lee Park", "Costed?", "longevity step")
    assert (asked.start, asked.end, asked.resolved) == (1, 3, True)
    assert (answered.reply_to, answered.on) == (0, "longevity step")


def test_numbers_that_only_the_list_knows_are_read() -> None:
    lists = numbering(
        level(0, "ARTICLE %1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"),
        level(2, "(%3)", "lowerLetter"),
    )  # fmt: skip
    body = ""
    for title in ("RECOGNITION", "WAGES"):
        body += para(title, listed(1)) + para("First part.", listed(1, 1))
        body += para("Second part.", listed(1, 1)) + para("Its point.", listed(1, 2))
    document = read_docx(word_file(body, {"numbering": lists}), "a.docx")
    assert [article.full_name for article in document.articles] == [
        "Article 1. RECOGNITION",
        "Article 2. WAGES",
    ]
    paragraphs = document.articles[1].paragraphs
    assert [document.shown[each.start] for each in paragraphs] == ["2.1", "2.2", "(a)"]


def test_a_list_may_start_elsewhere_and_lie_in_a_style() -> None:
    lists = numbering(
        level(0, "%1."),
        more='<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>',
    )
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    )
    clause = '<w:pStyle w:val="Clause"/>'
    body = para("One.", clause) + para("Two.", clause) + para("Five.", listed(2))
    body += para("Not numbered.", clause + '<w:numPr><w:numId w:val="0"/></w:numPr>')
    document = read_docx(word_file(body, {"numbering": lists, "styles": styles}), "a.docx")
    assert text(document) == "1. One. 2. Two. 5. Five. Not numbered."


@pytest.mark.parametrize(
    ("form", "labels"),
    [
        ("upperLetter", "A B"),
        ("lowerRoman", "i ii"),
        ("cardinalText", "One Two"),
        ("ordinal", "1st 2nd"),
        ("decimalZero", "01 02"),
        ("bullet", "• •"),
    ],
)
def test_numbers_are_written_in_the_form_of_the_list(form: str, labels: str) -> None:
    body = para("x", listed(1)) + para("x", listed(1))
    document = read_docx(word_file(body, {"numbering": numbering(level(0, "%1", form))}), "a.docx")
    assert text(document) == " ".join(f"{label} x" for label in labels.split())


def test_hidden_text_field_codes_placeholders_and_contents_are_no_text() -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText>{}</w:instrText></w:r>"
    whole = field.format("begin") + code.format(" REF wages ") + field.format("separate")
    contents = field.format("begin") + code.format(' TOC \\o "1-3" ') + field.format("separate")
    body = para(contents + run("ARTICLE 1. PAY") + run(" 3")) + para(field.format("end"))
    body += para("ARTICLE 1. PAY")
    body += para(
        run("See ") + whole + run("Article 2") + field.format("end") + run(" now", "<w:vanish/>")
        + run(".")
    )  # fmt: skip
    body += (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{para('Click here to enter text')}</w:sdtContent></w:sdt>"
    )
    body += f"<w:sdt><w:sdtPr/><w:sdtContent>{para('Filled in.')}</w:sdtContent></w:sdt>"
    document = read_docx(word_file(body), "a.docx")
    assert text(document) == "See Article 2. Filled in."
    assert len(document.articles) == 1


def test_notes_text_boxes_headers_and_footers_each_have_their_place() -> None:
    notes = part(
        "footnotes",
        f'<w:footnote w:id="0" w:type="separator">{para("---")}</w:footnote>'
        f'<w:footnote w:id="2">{para("Base rate only.")}</w:footnote>',
    )
    box = f"<wps:txbx><w:txbxContent>{para('In a box.')}</w:txbxContent></wps:txbx>"
    old = f"<w:pict><w:txbxContent>{para('In a box.')}</w:txbxContent></w:pict>"
    drawn = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = para(run("Pay rises.") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + drawn)
    parts = {
        "footnotes": notes,
        "header": part("hdr", para("Employer proposal 11, 10:40 pm")),
        "footer": part("ftr", para("Page 3")),
    }
    received = read_file(word_file(body, parts), "a.docx")
    assert received.document is not None
    assert text(received.document) == "Pay rises. [1] [1] Base rate only. In a box."
    assert [(each.kind, each.text) for each in received.apart] == [
        ("header", "Employer proposal 11, 10:40 pm"),
        ("footer", "Page 3"),
    ]


def test_merged_and_nested_cells_keep_the_columns() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text}</w:tc>"

    nested = f"<w:tbl><w:tr>{cell(para('a'))}{cell(para('b'))}</w:tr></w:tbl>"
    body = (
        f"<w:tbl><w:tr>{cell(para('Rates'), '<w:gridSpan w:val="2"/>')}{cell(para('Note'))}</w:tr>"
        f"<w:tr>{cell(para('RN'), '<w:vMerge w:val="restart"/>')}{cell(para('40 | 41'))}"
        f"{cell(para('x') + nested)}</w:tr>"
        f"<w:tr>{cell(para(''), '<w:vMerge/>')}{cell(para('42'))}{cell(para('y'))}</w:tr></w:tbl>"
    )
    document = read_docx(word_file(body), "a.docx")
    rows = [
        [" ".join(document.shown[a:b]) for a, b in each.cells]
        for each in document.articles[0].paragraphs
    ]
    assert rows == [["Rates", "", "Note"], ["RN", "40 | 41", "x"], ["a", "b"], ["", "42", "y"]]


def test_a_heading_and_its_title_in_the_same_style_are_one_article() -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>',
    )
    heading = '<w:pStyle w:val="H1"/>'
    body = ""
    for number, title in enumerate(("Recognition", "Wages"), 1):
        body += para(f"ARTICLE {number}", heading) + para(title, heading) + para("It is agreed.")
    body += para("Signatures of the parties", heading) + para("Signed.")
    document = read_docx(word_file(body, {"styles": styles}), "a.docx")
    assert [article.title for article in document.articles] == [
        "Recognition",
        "Wages",
        "Signatures of the parties",
    ]
