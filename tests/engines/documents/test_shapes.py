"""Shapes of real contracts, each in a few invented lines: every one was met in the field."""

import pytest

from commontable.engines.documents import Document, read_text

BODY = "\n\nThe parties agree to this language and to nothing else.\n\n"
TITLES = ("RECOGNITION", "HOURS OF WORK", "WAGES", "HOLIDAYS", "DURATION")


def outline(document: Document) -> list[tuple[str, str]]:
    return [
        (article.number, article.title) for article in document.articles if article.kind != "front"
    ]


NUMBERED = [(str(number), title) for number, title in enumerate(TITLES, 1)]


@pytest.mark.parametrize(
    "heading",
    [
        "ARTICLE{n}-{t}",
        "ARTICLE {n} ~ {t}",
        "ARTICLE {n} = {t}",
        "ARTICLE {n} —- {t}",
        "ARTICLE {n}\n\n{t}",
        "   ARTICLE {n}\n          {t}",
        "SECTION {n}. {t}",
        "RULE {n} – {t}",
        "{n}. {t}",
        "### {n}. {t}",
    ],
)
def test_every_article_is_found_however_it_is_headed(heading: str) -> None:
    text = "".join(f"{heading.format(n=n, t=t)}{BODY}" for n, t in NUMBERED)
    assert outline(read_text(text)) == NUMBERED


@pytest.mark.parametrize(
    "entry",
    [
        "ARTICLE {n} {t} .......... {p}",
        "ARTICLE {n} {t}     - {p} -",
        "ARTICLE {n} {t} -{p}-",
        "ARTICLE {n} -- {t} {p}",
        "ARTICLE {n}: {t}\t{p}",
        "ARTICLE {n} {t} . . . . . . {p}",
        "ARTICLE {n} {t} _________ {p}",
    ],
)
def test_contents_are_told_from_articles_however_they_name_the_page(entry: str) -> None:
    contents = "\n".join(entry.format(n=n, t=t, p=int(n) * 3 + 7) for n, t in NUMBERED)
    text = "".join(f"ARTICLE {n}\n{t}{BODY}" for n, t in NUMBERED)
    document = read_text(f"{contents}\n\n{text}")
    assert outline(document) == NUMBERED
    assert len(document.words) == 50


def test_line_numbers_in_the_margin_are_no_part_of_the_text() -> None:
    lines = [
        line
        for n, title in NUMBERED
        for line in (f"ARTICLE {n}", title, "", f"They agree on {title}.", "", "All sign.", "")
    ]
    pages = []
    for first in range(0, len(lines), 14):
        rows = [
            f"{at:>3}     {line}" if line else f"{at:>3}"
            for at, line in enumerate(lines[first : first + 14], 1)
        ]
        pages.append("\n".join(rows))
    document = read_text("\f".join(pages))
    assert outline(document) == NUMBERED
    assert document.articles[0].shown[:4] == ("They", "agree", "on", "RECOGNITION.")


def test_the_steps_of_a_salary_table_are_no_line_numbers() -> None:
    rows = "\n".join(f"{step}     ${20 + step}.00" for step in range(1, 13))
    text = "\n".join("The rates follow and are paid every second Friday." for _ in range(20))
    document = read_text(f"ARTICLE 1. PAY\n\n{text}\n\n{rows}\n")
    assert "12" in document.shown


def test_a_heading_that_a_scan_misread_is_found_by_the_contents() -> None:
    contents = "\n".join(f"ARTICLE {n} – {t} ........ {n}" for n, t in NUMBERED)
    headings = [f"ARTICLE {n} – {t}" for n, t in NUMBERED]
    headings[2] = "ARTICLE s - WAGES"
    text = "".join(f"{heading}{BODY}" for heading in headings)
    assert outline(read_text(f"{contents}\n\n{text}")) == NUMBERED


def test_a_contract_that_never_says_article_is_read_by_its_contents() -> None:
    titles = [title.title() for title in TITLES]
    contents = "\n".join(f"{title} .......... {at}" for at, title in enumerate(titles, 1))
    text = "".join(f"                    {title}{BODY}" for title in titles)
    document = read_text(f"{contents}\n\n{text}")
    assert [article.title for article in document.articles] == titles


@pytest.mark.parametrize(
    "sentence",
    [
        "Overtime is paid in accordance with\n### Article 17. Weekly overtime is paid after forty.",
        "The list is kept under\n\nArticle 35. However, if the Sheriff asks, it is shown.",
        "The scheduling appendix governs.\nAppendix B supersedes parts of Article 14 for nurses.",
        "They may look at the\nSCHEDULED hours of each week.",
        "It is told in the SUPPLEMENTAL page.\nSUPPLEMENTAL pay is told there too.",
    ],
)
def test_a_reference_is_no_heading_even_where_a_program_marked_it(sentence: str) -> None:
    text = f"### ARTICLE 1. SCOPE\n\nAll.\n\n### ARTICLE 2. PAY\n\n{sentence}\n"
    assert [article.number for article in read_text(text).articles] == ["1", "2"]


def test_an_appendix_named_on_each_of_its_pages_is_opened_once() -> None:
    pages = [f"ADDENDUM D, DRUG POLICY\n{BODY}Page text {'abcdef'[n]}.\n" for n in range(6)]
    document = read_text(
        f"ARTICLE 1. SCOPE{BODY}\fADDENDUM D\nDRUG POLICY{BODY}\f" + "\f".join(pages)
    )
    assert [article.name for article in document.articles] == ["1", "Addendum D"]


def test_a_name_of_the_whole_file_on_every_page_is_no_exhibit() -> None:
    pages = [
        f"EXHIBIT A    2024 Agreement BO 24-340\n\nARTICLE {n}. {t}{BODY}" for n, t in NUMBERED
    ]
    assert outline(read_text("\f".join(pages))) == NUMBERED


def test_a_preamble_under_its_number_is_the_title_of_the_article() -> None:
    document = read_text(f"ARTICLE 1\n\nPREAMBLE{BODY}ARTICLE 2\n\nRECOGNITION{BODY}")
    assert outline(document) == [("1", "PREAMBLE"), ("2", "RECOGNITION")]


def test_a_letter_may_name_the_article_it_is_on() -> None:
    text = f"ARTICLE 1. SCOPE{BODY}ARTICLE 2. PAY{BODY}"
    text += f"LETTER OF AGREEMENT 66-20\nArticle 2--Pay\n     Night Rates{BODY}"
    document = read_text(text)
    assert [article.kind for article in document.articles] == ["article", "article", "letter"]
    assert document.articles[2].title.endswith("Article 2--Pay Night Rates")


def test_a_title_that_ends_in_the_word_schedule_is_one_title() -> None:
    text = f"LETTER OF AGREEMENT – ARTICLE 24 – WORKDAY AND WORK\n            SCHEDULE{BODY}"
    document = read_text(f"ARTICLE 1. SCOPE{BODY}{text}")
    assert document.articles[1].title == "ARTICLE 24 – WORKDAY AND WORK SCHEDULE"


def test_a_title_in_capitals_may_end_a_line_with_a_comma() -> None:
    document = read_text(f"ARTICLE 12 - EQUAL OPPORTUNITY,\n      AND DIVERSITY{BODY}")
    assert outline(document) == [("12", "EQUAL OPPORTUNITY, AND DIVERSITY")]


def test_a_page_number_under_a_heading_is_not_its_title() -> None:
    document = read_text(f"ARTICLE 1. SCOPE{BODY}APPENDIX A\n\n64\n\nSALARY PLAN{BODY}")
    assert document.articles[1].number == "A"
    assert "64" not in document.articles[1].title


def test_sections_of_numbered_headings_are_not_articles_themselves() -> None:
    text = "".join(
        f"{n}. {t}\n\nSection {n}.1 Scope. It is agreed.\n\nSection {n}.2 Notice. So is this.\n\n"
        for n, t in NUMBERED
    )
    assert outline(read_text(text)) == NUMBERED


def test_quotes_that_windows_wrote_and_another_program_misread_are_quotes() -> None:
    assert read_text("The nurse\x92s pay \x96 all of it.").words[1:4] == ("nurse's", "pay", "-")


def test_a_number_that_a_scan_misread_is_taken_from_the_contents_and_told() -> None:
    contents = "\n".join(f"ARTICLE {n} – {t} ........ {n}" for n, t in NUMBERED)
    headings = [f"ARTICLE {n} – {t}" for n, t in NUMBERED]
    headings[3] = "ARTICLE 1J HOLIDAYS"
    document = read_text(f"{contents}\n\n{''.join(f'{heading}{BODY}' for heading in headings)}")
    assert outline(document) == NUMBERED
    assert "“ARTICLE 1J HOLIDAYS” is read as Article 4" in document.warnings[0]


def test_titles_over_their_numbers_are_titles() -> None:
    text = "".join(f"{t}\n\nARTICLE {n}{BODY}" for n, t in NUMBERED)
    document = read_text(text)
    assert outline(document) == NUMBERED
    assert len(document.words) == 50


def test_letters_set_apart_are_one_word() -> None:
    text = "".join(f"A R T I C L E  {n}\n\n{t}{BODY}" for n, t in NUMBERED)
    assert outline(read_text(text)) == NUMBERED


def test_appendix_i_after_h_is_a_letter_and_after_ii_a_numeral() -> None:
    for labels, numbers in (("GHIJ", list("GHIJ")), (("I", "II", "III"), ["1", "2", "3"])):
        text = "".join(f"Schedule {label} – Forms {label}{BODY}" for label in labels)
        articles = read_text(f"ARTICLE 1. SCOPE{BODY}{text}").articles
        assert [each.number for each in articles[1:]] == numbers


@pytest.mark.parametrize(
    "heading", ["{n}. {t}", "{n}   {t}", "{n} – {t}", "{t}", "                    {t}"]
)
def test_headings_in_title_case_without_the_word_article_are_found(heading: str) -> None:
    text = "".join(f"{heading.format(n=n, t=t.title())}{BODY * 2}" for n, t in NUMBERED)
    document = read_text(text)
    expected = [title.title() for title in TITLES]
    if heading == "{t}":
        assert len(document.articles) == 1  # words in title case at the margin may be anything
    else:
        assert [article.title for article in document.articles] == expected


def test_headings_in_capitals_alone_on_their_lines_are_found() -> None:
    document = read_text("".join(f"{title}{BODY * 2}" for title in TITLES))
    assert [article.title for article in document.articles] == list(TITLES)


def test_a_short_list_of_items_is_no_list_of_articles() -> None:
    items = "\n\n".join(f"{n}. {t.title()}" for n, t in NUMBERED)
    document = read_text(f"The team brings these items to the table tomorrow:\n\n{items}\n")
    assert [article.kind for article in document.articles] == ["whole"]


def test_contents_on_two_lines_each_are_told_from_articles() -> None:
    contents = "".join(f"Article {n}\n\n{t.title()} {int(n) * 3}\n\n" for n, t in NUMBERED)
    document = read_text(contents + "".join(f"ARTICLE {n}\n\n{t}{BODY}" for n, t in NUMBERED))
    assert outline(document) == NUMBERED
    assert document.words[0] == "The"


def test_an_article_named_out_of_its_turn_is_a_reference() -> None:
    text = "".join(f"{n}. {t}{BODY}" for n, t in NUMBERED)
    text = text.replace(
        "1. RECOGNITION", "1. RECOGNITION\n\nThey go by\n\nArticle 4. However, if asked"
    )
    assert [number for number, _ in outline(read_text(text))] == list("12345")
