"""Reading: headings in every shape, contents and page furniture left out, sentences mended."""

import pytest

from commontable.engines.documents import DocumentError, read_bytes, read_text

BODY = "\n\nThe parties agree to this language and to nothing else.\n\n"


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("ARTICLE 12. TITLE", "12", "TITLE"),
        ("Article XII – Title of it", "12", "Title of it"),
        ("ARTICLE 12\nTITLE", "12", "TITLE"),
        ("ARTICLE 12\n\nTitle", "12", "Title"),
        ("### ARTICLE 1. RECOGNITION", "1", "RECOGNITION"),
        ("ARTICLE TWENTY-ONE: HOURS", "21", "HOURS"),
        ("Article 7A - Hours of work", "7A", "Hours of work"),
        ("ARTICLE 5. EQUAL EMPLOYMENT &\n          AFFIRMATIVE ACTION", "5", None),
        ("Appendix A", "A", ""),
        ("APPENDIX B: WAGE TABLES", "B", "WAGE TABLES"),
        ("SECTION 12.1 Overtime", "12.1", "Overtime"),
        ("LETTER OF AGREEMENT – PAY EQUITY", "", "PAY EQUITY"),
        ("Memorandum of Understanding 3: Parking", "3", "Parking"),
        ("Side Letter: Parking", "", "Parking"),
        ("PREAMBLE", "", "PREAMBLE"),
    ],
)
def test_a_heading_opens_an_article(heading: str, number: str, title: str | None) -> None:
    document = read_text(f"{heading}{BODY}")
    if heading == "PREAMBLE":
        document = read_text(f"{heading}{BODY}ARTICLE 1. SCOPE{BODY}")
    first = document.articles[0]
    assert first.number == number
    assert first.title == (title if title is not None else "EQUAL EMPLOYMENT & AFFIRMATIVE ACTION")
    assert " ".join(first.words) == BODY.strip()


@pytest.mark.parametrize(
    "sentence",
    [
        "The procedure is outlined in\nArticle 63. The parties meet again.",
        "Layoffs follow\nArticle 40 Layoff and Recall shall apply.",
        "This\nLetter of Agreement shall expire on June 30.",
        "It is covered by\nSection 12.1 of this Article.",
        "Employees are listed in\nAppendix A and are paid accordingly.",
    ],
)
def test_a_reference_inside_a_sentence_is_no_heading(sentence: str) -> None:
    document = read_text(f"ARTICLE 1. SCOPE\n\n{sentence}\n")
    assert [article.number for article in document.articles] == ["1"]
    assert " ".join(document.words) == " ".join(sentence.split())


def test_a_table_of_contents_is_no_list_of_articles() -> None:
    contents = "\n".join(f"ARTICLE {n}. TITLE {n} ........ {n + 3}" for n in range(1, 6))
    text = "\n".join(f"ARTICLE {n}. TITLE {n}{BODY}" for n in range(1, 6))
    document = read_text(f"TABLE OF CONTENTS\n{contents}\n\n{text}")
    assert [article.number for article in document.articles] == ["1", "2", "3", "4", "5"]
    assert "CONTENTS" not in document.words


def test_contents_without_page_numbers_are_no_articles_either() -> None:
    listed = "\n".join(f"ARTICLE {n}. TITLE {n}" for n in range(1, 5))
    text = "\n".join(f"ARTICLE {n}. TITLE {n}{BODY}" for n in range(1, 5))
    assert len(read_text(f"{listed}\n\n{text}").articles) == 4


@pytest.mark.parametrize("page_end", ["\f", ""])
def test_headers_footers_and_page_numbers_are_found_by_their_repetition(page_end: str) -> None:
    pages = []
    for number in range(1, 8):
        lines = [f"The clause on page {'abcdefgh'[number]} goes on"] * 30
        pages.append(
            "\n".join([*lines, "", f"Acme Hospital   {number}   Agreement 2025", page_end])
        )
    document = read_text("ARTICLE 1. SCOPE\n\n" + "".join(pages))
    assert "Acme" not in document.words
    assert len(document.words) == 7 * 30 * 7
    assert document.left_out == 7


def test_numbered_sections_at_the_top_of_pages_are_not_taken_for_page_numbers() -> None:
    pages = [f"Section {n}.\nThe Employer shall do thing {n}.\n" for n in (1, 4, 2, 3, 1, 5, 2)]
    document = read_text("ARTICLE 1. SCOPE\n" + "\f".join(pages))
    assert sum(word == "Section" for word in document.words) == 7


def test_a_sentence_broken_by_lines_pages_and_a_hyphen_is_one_paragraph() -> None:
    document = read_text(
        "ARTICLE 1. LEAVE\n\nAn employee who has com-\npleted one year shall\n"
        "\f\nreceive ten days of leave.\n"
    )
    [article] = document.articles
    assert " ".join(article.words) == (
        "An employee who has completed one year shall receive ten days of leave."
    )
    assert len(article.paragraphs) == 1


def test_a_hyphen_stays_where_the_document_writes_it_elsewhere() -> None:
    document = read_text("A part-\ntime nurse is paid as a part-time nurse.")
    assert document.words[1] == "part-time"


def test_tables_keep_their_rows_and_cells() -> None:
    text = "ARTICLE 1. PAY\n\n| Step | Rate |\n|---|---|\n| 1 | $30.00 |\n"
    text += "\nARTICLE 2. MORE PAY\n\n Range    Step 1    Step 2\n  30       7764      8130\n"
    document = read_text(text)
    for article, cells in zip(document.articles, (2, 3), strict=True):
        rows = [p for p in article.paragraphs if p.kind == "row"]
        assert [len(row.cells) for row in rows] == [cells, cells]


def test_typography_and_layout_make_no_difference() -> None:
    curly = read_text(
        "ARTICLE 1. PAY\n\nThe “Employer” – it’s\u00a0the agency –\n pays.\n● Nights\n"
    )
    plain = read_text('ARTICLE 1. PAY\n\nThe "Employer" - it\'s the agency - pays.\n\n- Nights\n')
    assert curly.words == plain.words


def test_upper_and_lower_case_are_different_words() -> None:
    assert read_text("the Agency").words != read_text("the agency").words


def test_without_headings_the_whole_text_is_one_article_and_says_so() -> None:
    document = read_text("Wages go up.")
    assert [article.kind for article in document.articles] == ["whole"]
    assert "No article heading was found" in document.warnings[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "an empty file"),
        (b" \n\x0c\n", "an empty file"),
        (b"%PDF-1.7 ...", "a binary file"),
        (b"PK\x03\x04....", "a binary file"),
        (b"text\0text", "a binary file"),
        (b"a" * (20 * 1024 * 1024 + 1), "20,971,521 bytes"),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_what_came(content: bytes, said: str) -> None:
    with pytest.raises(DocumentError, match=r"offer\.txt: expected") as refusal:
        read_bytes(content, "offer.txt")
    assert said in str(refusal.value)


@pytest.mark.parametrize(
    "text", ["**a " * 20_000, "x" + " " * 200_000 + "y", "1," * 20_000, "a" + "." * 100_000 + "b"]
)
def test_text_made_to_slow_the_patterns_down_is_read_like_any_other(text: str) -> None:
    assert read_text(text).words


def test_a_lone_line_that_only_looks_like_a_heading_leaves_one_whole_text() -> None:
    [article] = read_text("the the the.\n\n" * 4 + "ARTICLE 2. shall PAY\n\nthe the.").articles
    assert article.kind == "whole"
    assert "shall" in article.words


def test_windows_and_utf_16_files_are_read() -> None:
    assert read_bytes("The nurse’s pay".encode("cp1252"), "a.txt").words[1] == "nurse's"
    assert read_bytes("The nurse’s pay".encode("utf-16"), "a.txt").words[1] == "nurse's"


@pytest.mark.parametrize("page_end", ["\f", "\n"])
def test_articles_that_each_open_a_page_are_not_taken_for_running_headers(page_end: str) -> None:
    pages = [
        f"Article {n}\nTitle {'abcdefghijkl'[n]}\n{BODY * 12}\nNurses' Agreement\nPage {n} of 9\n"
        for n in range(1, 10)
    ]
    document = read_text(page_end.join(pages))
    assert [article.number for article in document.articles] == [str(n) for n in range(1, 10)]
    assert "Nurses'" not in document.words


@pytest.mark.parametrize("header", ["ARTICLE {n}, TITLE {l}", "### ARTICLE {n}\nTITLE {l}"])
def test_an_article_named_again_on_each_of_its_pages_is_opened_once(header: str) -> None:
    pages = [
        f"ARTICLE {n}\nTITLE {letter}\n{BODY * 9}\n\f{header.format(n=n, l=letter)}\n{BODY}\n\f"
        for n, letter in enumerate("ABCDEF", start=1)
    ]
    document = read_text("".join(pages))
    assert [article.number for article in document.articles] == list("123456")
    assert document.articles[1].title == "TITLE B"
    assert "TITLE" not in document.words


def test_contents_that_list_sections_under_their_articles_are_left_out() -> None:
    listed = "".join(
        f"ARTICLE {n}   TITLE {n}      {n}\n\n" + "".join(f"  {k}. Part    {n}\n" for k in range(6))
        for n in range(1, 6)
    )
    text = "\n".join(f"ARTICLE {n}\n    TITLE {n}\n{BODY}" for n in range(1, 6))
    document = read_text(f"{listed}\n{text}")
    assert [article.number for article in document.articles] == list("12345")
    assert "Part" not in document.words


def test_a_list_of_articles_and_sections_without_pages_is_no_article() -> None:
    listed = "".join(
        f"### ARTICLE {n} – TITLE {n}\n{n}.1 Scope\n{n}.2 Notice\n" for n in range(1, 6)
    )
    text = "".join(f"### ARTICLE {n} – TITLE {n}\n{BODY * 8}" for n in range(1, 6))
    document = read_text(f"{listed}\n{text}")
    assert [len(article.words) for article in document.articles] == [80] * 5


def test_numbered_headings_before_an_appendix_are_articles() -> None:
    text = f"### 1. Scope{BODY}### 2. Hours{BODY}Appendix A{BODY}"
    assert [a.name for a in read_text(text).articles] == ["1", "2", "Appendix A"]


def test_a_title_and_its_text_on_one_line_are_told_apart() -> None:
    document = read_text("ARTICLE 12: WAGES. Effective January 1, all rates go up.\n")
    [article] = document.articles
    assert (article.title, article.words[0]) == ("WAGES", "Effective")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("I. RECOGNITION\n\nText.\n\nII. HOURS OF WORK\n\nText.\n", ["1", "2"]),
        ("# 1. Wages\n\nText.\n\n# 2. Hours\n\nText.\n", ["1", "2"]),
        ("ARTICLE XII-A Dues\n\nText.\n\nARTICLE 12-B. Fees\n\nText.\n", ["12A", "12B"]),
    ],
)
def test_less_common_numberings_are_read(text: str, numbers: list[str]) -> None:
    assert [article.number for article in read_text(text).articles] == numbers
