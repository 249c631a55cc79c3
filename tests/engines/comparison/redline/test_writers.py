"""A redline written out: terminal, page, data and Word, with hostile text in the documents."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from commontable.engines.comparison.redline import (
    ENGLISH,
    WordChange,
    apply_changes,
    article_views,
    as_docx,
    as_html,
    as_json,
    as_text,
    compare,
)
from commontable.engines.documents import read_docx, read_text
from engines.comparison.redline.contracts import AFTER, BEFORE, real_contracts

FOUND = compare(read_text(BEFORE, "before.txt"), read_text(AFTER, "after.txt"))
AT = datetime(2026, 3, 1, 22, 40, tzinfo=UTC)
HOSTILE = (
    'ARTICLE 1. <script>alert(1)</script>\n\nPay "><img src=x onerror=alert(2)> & \x1b[31mred\n'
)


def test_text_marks_words_and_folds_what_stayed() -> None:
    text = as_text(FOUND)
    assert "wages increase by [-12-] {+10+} % for all employees." in text
    assert "The Employer gives [-sixty (60)-] {+thirty (30)+} days notice" in text
    assert "Unchanged: 1, 4." in text
    assert "Monday" not in text
    assert max(map(len, text.splitlines())) <= 100


def test_colours_replace_the_brackets_on_a_terminal() -> None:
    text = as_text(FOUND, colour=True)
    assert "\x1b[31;9m12\x1b[0m \x1b[32;4m10\x1b[0m" in text
    assert "[-" not in text


def test_escape_codes_of_a_document_never_reach_the_terminal() -> None:
    text = as_text(compare(read_text(HOSTILE, "a\x1b[2J"), read_text(AFTER, "b")))
    assert "\x1b" not in text


def test_every_word_of_both_texts_is_in_the_views_once() -> None:
    for views, old, new in [
        (article_views(FOUND), FOUND.old, FOUND.new),
    ]:
        pieces = [piece for view in views for passage in view.passages for piece in passage.pieces]
        kept = [word for piece in pieces if piece.kind != "deleted" for word in piece.words]
        assert kept == list(new.shown)
        gone = [word for piece in pieces if piece.kind != "inserted" for word in piece.words]
        assert len(gone) == len(old.shown)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not [name for name, _ in attrs if name.startswith("on")]
        self.seen.append(tag)
        if tag not in ("meta", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_page_side_by_side_has_the_text_in_one_for_a_phone() -> None:
    page = as_html(FOUND, layout="side-by-side")
    assert page.count('class="broad"') == page.count('class="narrow"') == len(FOUND.matches)
    assert 'class="narrow"' not in as_html(FOUND)


def test_a_page_in_another_language_says_nothing_in_english() -> None:
    said = {name: f"«{name}»" for name in ("before", "now", "deleted", "inserted", "legend")}
    page = as_html(FOUND, layout="side-by-side", phrases=replace(ENGLISH, **said))
    assert "Before" not in page
    assert "deleted:" not in page
    assert "<th scope=col>«before»</th>" in page


@pytest.mark.parametrize("layout", ["inline", "side-by-side"])
def test_the_page_is_well_formed_self_contained_and_marks_words(layout: str) -> None:
    page = as_html(FOUND, layout="inline" if layout == "inline" else "side-by-side")
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert {"ins", "del", "details", "main"} <= set(tags.seen)
    assert "http" not in page.replace("http-equiv", "")
    assert '<del><span class="said">deleted: </span>sixty (60)</del>' in page
    assert 'aria-label="Numbers that changed"' in page


@pytest.mark.parametrize("layout", ["inline", "side-by-side"])
def test_hostile_markup_in_a_document_is_text_on_the_page(layout: str) -> None:
    hostile = compare(read_text(HOSTILE, "<b>old"), read_text(AFTER, "new"))
    page = as_html(hostile, layout="inline" if layout == "inline" else "side-by-side")
    tags = Tags()
    tags.feed(page)
    assert not {"script", "img", "b"} & set(tags.seen)
    assert "&lt;script&gt;" in page


def test_the_json_rebuilds_the_new_text_by_itself() -> None:
    data = json.loads(as_json(FOUND))
    words = {
        side: [word for article in data["articles"][side] for word in article["words"]]
        for side in ("old", "new")
    }
    changes = [
        WordChange(
            **{
                **change,
                "old_words": tuple(change["old_words"]),
                "new_words": tuple(change["new_words"]),
            }
        )
        for change in data["changes"]
    ]
    assert apply_changes(words["old"], changes) == words["new"]
    assert {"old": "2", "new": "3", "kind": "renumbered"}.items() <= data["matches"][2].items()
    assert data["articles"]["new"][2]["title"] == "WAGES"
    assert [n["old"] for n in data["numbers"]][1] == "12 %"
    assert data["summary"]["articles_split"] == 2


def test_hostile_text_makes_a_readable_word_file() -> None:
    hostile = compare(read_text(HOSTILE, "a"), read_text(AFTER, "b"))
    assert read_docx(as_docx(hostile, author="A\x01na", at=AT), "x.docx").words


def test_the_real_redline_is_whole_in_every_format() -> None:
    found = compare(*real_contracts())
    pieces = [p for v in article_views(found) for passage in v.passages for p in passage.pieces]
    assert sum(len(p.words) for p in pieces if p.kind != "deleted") == len(found.new.words)
    assert "Numbers that changed" in as_text(found)
    assert as_html(found).endswith("</html>\n")


def test_many_cells_are_folded_and_a_column_without_labels_is_left_out() -> None:
    old = "".join(f"| {step} | ${step}.00 |\n" for step in range(1, 21))
    new = "".join(f"| {step} | ${step}.50 |\n" for step in range(1, 21))
    text = "ARTICLE 1. PAY\n\nThe rates are these.\n\n"
    page = as_html(compare(read_text(text + old), read_text(text + new)))
    cells = page.split('<section class="cells">')[1].split("</section>")[0]
    assert "<details><summary>Table cells that changed (20)</summary>" in cells
    assert "<th scope=col>Row</th><th scope=col>" in cells
    assert ">Column<" not in cells
