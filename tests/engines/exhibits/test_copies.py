"""Copies on numbered pages: what is on them, where the stamp stands, that nothing is covered."""

from __future__ import annotations

import hashlib
import struct
import zlib
from pathlib import Path

import pytest

from commontable.engines.documents import Limits
from commontable.engines.exhibits import How, Source, Stamp, make_copy
from commontable.engines.exhibits.copies import Copy, stamped_copy
from engines.exhibits.samples import (
    DOCX,
    MAIL,
    MUPDF,
    XLSX,
    locked_pdf,
    pdf,
    picture,
    text_of,
    turned_photo,
    word_file,
)

PAPER = 225  # of 255
STAMP = Stamp("E-14", "ab12cd34ef56" + "0" * 52)


def source(name: str, media_type: str, content: bytes) -> Source:
    return Source(name, media_type, "A letter", len(content))


def copied(name: str, media_type: str, content: bytes, stamp: Stamp = STAMP) -> Copy:
    return stamped_copy(content, source(name, media_type, content), stamp)


def test_every_page_of_a_pdf_says_exhibit_page_and_hash() -> None:
    copy = copied("offer.pdf", "application/pdf", pdf(pages=3))
    assert (copy.pages, copy.how) == (3, How.PAGES)
    with MUPDF.open("pdf", copy.content) as document:
        for number, page in enumerate(document, start=1):
            said = page.get_text()
            assert f"Page {number} as it was" in said
            assert f"E-14  page {number} of 3  SHA-256 ab12cd34ef56" in said


def test_running_numbers_go_on_from_the_first() -> None:
    stamp = Stamp("E-14", STAMP.sha256, prefix="TW", first=998)
    said = text_of(copied("offer.pdf", "application/pdf", pdf(pages=4), stamp).content)
    for number in ("TW000998", "TW000999", "TW001000", "TW001001"):
        assert f"{number}  E-14  page" in said


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("box", [(), (-100, -50, 512, 742), (60, 30, 672, 822)])
def test_the_stamp_stands_upright_at_the_foot_and_covers_nothing(
    rotation: int, full: bool, box: tuple[int, ...]
) -> None:
    """Compared dot by dot: of what the page showed before, only empty paper was written on."""
    before = pdf(rotation=rotation, full=full, box=box)
    copy = copied("scan.pdf", "application/pdf", before)
    with MUPDF.open("pdf", before) as old, MUPDF.open("pdf", copy.content) as new:
        seen, stamped = (one[0].get_pixmap(dpi=72, colorspace=MUPDF.csGRAY) for one in (old, new))
        assert stamped.width == seen.width
        assert (stamped.height > seen.height) is full  # a strip more where there is no margin
        shown = seen.width * seen.height
        changed = [
            before_dot
            for before_dot, dot in zip(seen.samples, stamped.samples[:shown], strict=True)
            if abs(before_dot - dot) > 40
        ]
        assert all(dot >= PAPER for dot in changed)
        assert bool(changed) is not full
        foot = stamped.samples[-17 * seen.width :]
        columns = {place % seen.width for place in _dark(foot)}
        assert min(columns) > seen.width / 2, "it stands at the foot, on the right"
        with MUPDF.open("pdf", bytes(new.convert_to_pdf())) as as_seen:
            words = [word[4] for word in as_seen[0].get_text("words", sort=True)]
        assert words[-6:] == ["page", "1", "of", "1", "SHA-256", "ab12cd34ef56"], "it reads upright"


def _dark(dots: bytes) -> list[int]:
    return [place for place, dot in enumerate(dots) if dot < 120]


def test_what_a_crop_had_hidden_is_not_shown_by_the_strip() -> None:
    document = MUPDF.open("pdf", pdf(full=True))
    document[0].set_cropbox(MUPDF.Rect(40, 40, 560, 700))
    copy = copied("crop.pdf", "application/pdf", bytes(document.tobytes()))
    with MUPDF.open("pdf", copy.content) as made:
        page = made[0].get_pixmap(dpi=72, colorspace=MUPDF.csGRAY)
        assert page.pixel(5, page.height - 2)[0] > 225


def test_a_form_on_the_page_is_still_there() -> None:
    document = MUPDF.open("pdf", pdf())
    document[0].add_freetext_annot(MUPDF.Rect(72, 72, 300, 100), "A note on the page")
    copy = copied("noted.pdf", "application/pdf", bytes(document.tobytes()))
    with MUPDF.open("pdf", copy.content) as made:
        assert [one.info["content"] for one in made[0].annots()] == ["A note on the page"]


def test_a_picture_gets_a_page_upright_and_no_larger_than_it_is() -> None:
    with MUPDF.open("pdf", copied("easel.png", "image/png", picture(300, 200)).content) as made:
        assert made[0].rect.width > made[0].rect.height
        shown = made[0].get_image_info()[0]["bbox"]
        assert round(shown[2] - shown[0]) == 225  # 300 dots at 96 an inch
    with MUPDF.open("pdf", copied("photo.jpg", "image/jpeg", turned_photo()).content) as made:
        assert made[0].rect.height > made[0].rect.width


@pytest.mark.parametrize(
    ("name", "media_type", "content", "said"),
    [
        ("a.txt", "text/plain", b"Dear team,\n  #not *markup*\n", "  #not *markup*"),
        ("a.md", "text/markdown", b"# A heading\n", "# A heading"),
        ("a.csv", "text/csv", "step;rate\n1;24,00 €\n".encode("cp1252"), "1;24,00 €"),
        ("a.docx", DOCX, word_file(), "The raise is 4 % for every nurse."),
        ("a.docx", DOCX, word_file(), "$24.00"),
        ("a.eml", "message/rfc822", MAIL, "Colin Marsh <marsh@employer.test>"),
        ("a.eml", "message/rfc822", MAIL, "Here it is, as promised."),
    ],
)
def test_what_has_no_pages_is_set_anew_and_says_so(
    name: str, media_type: str, content: bytes, said: str
) -> None:
    copy = copied(name, media_type, content)
    text = text_of(copy.content)
    assert copy.how is How.SET
    assert said in text
    assert "The file itself is the exhibit" in text or "the file itself is the exhibit" in text
    assert "E-14  page 1 of 1" in text


@pytest.mark.parametrize(
    ("name", "media_type", "content", "why"),
    [
        ("rates.xlsx", XLSX, b"PK\x03\x04", "has no pages of its own"),
        ("photo.heic", "image/heic", b"....ftypheic", "has no pages of its own"),
        ("locked.pdf", "application/pdf", locked_pdf(), "locked with a password"),
        ("broken.pdf", "application/pdf", b"%PDF-1.7 and nonsense", "could not be opened"),
        ("broken.docx", DOCX, b"PK\x03\x04 and nonsense", "a damaged .docx"),
        ("broken.png", "image/png", b"\x89PNG\r\n\x1a\nnonsense", "could not be opened"),
    ],
)
def test_what_cannot_be_shown_gets_a_slip_that_says_why(
    name: str, media_type: str, content: bytes, why: str
) -> None:
    copy = copied(name, media_type, content)
    text = text_of(copy.content)
    assert (copy.pages, copy.how) == (1, How.SLIP)
    assert why in copy.why
    assert "Produced as it is" in text
    assert name in text
    assert STAMP.sha256 in text.replace("\n", "")


@pytest.mark.parametrize(
    ("name", "media_type", "content"),
    [
        ("a.pdf", "application/pdf", pdf(pages=2, full=True)),
        ("a.png", "image/png", picture()),
        ("a.txt", "text/plain", b"Dear team"),
        ("a.docx", DOCX, word_file()),
        ("a.xlsx", XLSX, b"PK\x03\x04"),
    ],
)
def test_the_same_file_gives_the_same_bytes(name: str, media_type: str, content: bytes) -> None:
    hashes = {
        hashlib.sha256(copied(name, media_type, content).content).hexdigest() for _ in range(2)
    }
    assert len(hashes) == 1


def test_text_that_means_harm_is_shown_and_does_none() -> None:
    text = 'a \u202eevil\u202c #eval("1") ' + "x" * 500 + "\x1b[31m עברית 日本語"
    copy = copied("a.txt", "text/plain", text.encode())
    said = text_of(copy.content)
    assert "#eval" in said
    assert "\u202e" not in said
    assert said.replace("\n", "").count("x") >= 500


def test_a_copy_made_apart_is_the_same(tmp_path: Path) -> None:
    content = pdf(pages=2)
    (tmp_path / "original").write_bytes(content)
    told = source("offer.pdf", "application/pdf", content)
    made = make_copy(tmp_path / "original", told, STAMP, tmp_path / "copy")
    here = stamped_copy(content, told, STAMP)
    assert (made.pages, made.how, made.why) == (2, How.PAGES, "")
    assert (tmp_path / "copy").read_bytes() == here.content
    assert (tmp_path / "original").read_bytes() == content


def test_a_file_that_takes_too_much_gets_a_slip_and_harms_nobody(tmp_path: Path) -> None:
    """A picture of 400 million dots in 400 kB, with little memory to look at it."""
    (tmp_path / "bomb").write_bytes(_bomb(20_000))
    told = Source("bomb.png", "image/png", "Bomb", (tmp_path / "bomb").stat().st_size)
    little = Limits(address_space=700 * 1024 * 1024, cpu_seconds=20, wall_seconds=60)
    made = make_copy(tmp_path / "bomb", told, STAMP, tmp_path / "copy", little)
    assert made.how is How.SLIP
    assert made.why
    assert "Produced as it is" in text_of((tmp_path / "copy").read_bytes())


def _bomb(side: int) -> bytes:
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(side + 1)) for _ in range(side)) + packer.flush()

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
