"""Looking at paper: what a person would see is wrong is told."""

from __future__ import annotations

import pymupdf
import pytest

from browser.paper import faults_on_paper


def paper(*texts: tuple[float, float, str], colour: float = 0) -> bytes:
    file = pymupdf.open()
    page = file.new_page(width=200, height=100)
    for x, y, text in texts:
        page.insert_text((x, y), text, fontsize=10, color=(colour,) * 3)
    return bytes(file.tobytes())


def test_words_in_their_place_are_no_fault() -> None:
    assert faults_on_paper(paper((30, 30, "Across"), (30, 45, "the board"))) == []


@pytest.mark.parametrize(
    ("pdf", "fault"),
    [
        (paper(), "page 1 is blank"),
        (paper((170, 40, "Raises")), "page 1: 'Raises' runs off the paper"),
        (paper((30, 40, "Raises"), colour=1), "page 1: 'Raises' is not to be seen"),
        (paper((30, 40, "Raises"), (32, 42, "Wages")), "page 1: 'Raises' and 'Wages' lie on each"),
    ],
)
def test_what_is_wrong_is_told(pdf: bytes, fault: str) -> None:
    [found] = faults_on_paper(pdf)
    assert found.startswith(fault)
