"""A bounded fuzzing of the intake: whatever comes, it is read or refused, and nothing else."""

import io
import json
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commontable.engines.documents import DocumentError, as_data, from_data, read_file
from engines.documents.samples import (
    deleted,
    inserted,
    level,
    listed,
    mail,
    numbering,
    para,
    pdf_file,
    run,
    word_file,
    zipped,
)

BODY = (
    para("ARTICLE 1. PAY")
    + para(run("The rate is ") + deleted("six") + inserted("four") + run(" percent."))
    + para("First.", listed(1))
    + f"<w:tbl><w:tr><w:tc>{para('Step')}</w:tc><w:tc>{para('$30')}</w:tc></w:tr></w:tbl>"
)
WORD = word_file(BODY, {"numbering": numbering(level(0, "%1."))})
PDF = pdf_file("ARTICLE 1. PAY\nThe rate is $30.", "ARTICLE 2. REST\nTen days a year.")
MAIL = mail("Our answer.", ("offer.docx", "application/msword", WORD))
PAGE = b"<html><body><h2>ARTICLE 1. PAY</h2><table><tr><td>1<td>$30</table><p>All &amp; more</html>"
TEXT = "ARTICLE 1. PAY\n\nThe rate is § 5 – 40 €.\n\x0c\nARTICLE 2. REST\n\n| a | b |\n".encode()
SEEDS = {"word": WORD, "pdf": PDF, "mail": MAIL, "page": PAGE, "text": TEXT}

BOUNDED = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,  # CI tries the same files every time; a longer run is a setting away
    suppress_health_check=[HealthCheck.too_slow],
)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["set", "cut", "repeat", "insert", "swap"]),
        st.integers(0, 2**16),
        st.integers(0, 2**12),
        st.binary(min_size=1, max_size=12),
    ),
    min_size=1,
    max_size=6,
)


def edited(content: bytes, edits: list[tuple[str, int, int, bytes]]) -> bytes:
    """``content`` with each edit made at a place inside it."""
    own = bytearray(content)
    for kind, where, length, new in edits:
        at = where % (len(own) + 1)
        if kind == "set":
            own[at : at + len(new)] = new
        elif kind == "cut":
            del own[at : at + length]
        elif kind == "repeat":
            own[at:at] = own[at : at + length % 200] * 3
        elif kind == "insert":
            own[at:at] = new
        else:
            own[at : at + 16] = own[at : at + 16][::-1]
    return bytes(own)


def read_or_refused(content: bytes, name: str) -> None:
    try:
        received = read_file(content, name)
    except DocumentError as refusal:
        facts = (refusal.expected, refusal.got, refusal.where == name)
    else:
        assert received.size == len(content)
        assert from_data(as_data(received)) == received
        stored = json.dumps(as_data(received), ensure_ascii=False)
        assert stored.encode("utf-8")
        assert "\\u0000" not in stored
        words = len(received.document.words) if received.document is not None else 0
        assert all(0 <= mark.start <= mark.end <= words for mark in received.marks)
        assert all(0 <= each.start <= each.end <= words for each in received.comments)
        facts = ("read", "whole", True)
    assert all(facts)


@pytest.mark.parametrize("seed", SEEDS)
@BOUNDED
@given(edits=EDITS)
def test_a_changed_file_is_read_or_refused(
    seed: str, edits: list[tuple[str, int, int, bytes]]
) -> None:
    read_or_refused(edited(SEEDS[seed], edits), f"offer.{seed}")


@BOUNDED
@given(edits=EDITS, chosen=st.integers(0, 20))
def test_a_word_file_with_a_changed_part_is_read_or_refused(
    edits: list[tuple[str, int, int, bytes]], chosen: int
) -> None:
    with zipfile.ZipFile(io.BytesIO(WORD)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = sorted(parts)[chosen % len(parts)]
    part = parts[name]
    parts[name] = edited(part if isinstance(part, bytes) else part.encode(), edits)
    read_or_refused(zipped(parts), "offer.docx")


TAGS = (
    *("p", "r", "t", "ins", "del", "moveFrom", "moveTo", "tbl", "tr", "tc", "sdt", "sdtContent"),
    *("pPr", "rPr", "numPr", "numId", "ilvl", "vanish", "br", "tab", "fldChar", "instrText"),
    *("footnoteReference", "commentRangeStart", "commentRangeEnd", "gridSpan", "vMerge"),
)
ELEMENTS = st.recursive(
    st.text("ARTICLE 12.x§“é", max_size=12),
    lambda inner: st.builds(
        lambda tag, value, held: (
            f'<w:{tag} w:val="{value}" w:id="{value}" w:author="x">{"".join(held)}</w:{tag}>'
        ),
        st.sampled_from(TAGS),
        st.sampled_from(["", "0", "1", "-1", "99999999999", "begin", "end", "separate", "x"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@BOUNDED
@given(held=st.lists(ELEMENTS, max_size=6))
def test_any_order_of_words_own_elements_is_read_or_refused(held: list[str]) -> None:
    read_or_refused(word_file("".join(held)), "offer.docx")


@BOUNDED
@given(
    st.lists(st.text(max_size=60, alphabet=st.characters(exclude_categories=("Cs",))), max_size=40),
    st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1252", "mac-roman", "gb18030"]),
)
def test_any_text_in_any_encoding_is_read_or_refused(lines: list[str], encoding: str) -> None:
    read_or_refused("\n".join(lines).encode(encoding, errors="replace"), "offer.txt")


LINES = st.sampled_from(
    [
        *("", "", "\f", "ARTICLE 1", "ARTICLE 2 – PAY", "ARTICLE II", "Article Two. Rest", "PAY"),
        *("APPENDIX A", "Appendix I – Forms", "APPENDIX C ..... 12", "EXHIBIT 5", "SCHEDULE"),
        *("LETTER OF AGREEMENT 66-20", "Side Letter: Parking", "PREAMBLE", "SIGNATURE PAGE"),
        *("TABLE OF CONTENTS", "ARTICLE 1 PAY ...... 3", "ARTICLE 2 REST      4", "Article 3 7"),
        *("1. Wages", "2. Hours of Work", "3   LEAVE", "Section 1.1 Scope", "### 4. Rest", "# Pay"),
        *("  1   The Employer agrees.", "  2   So does the Union.", "Page 3 of 9", "- 4 -", "12"),
        *("The parties agree to this and to nothing", "else. They sign.", "a com-", "pleted year."),
        *("| a | b |", "Step    Days    Nights", "1    $30.00    $31.00", "(a) first;", "• second"),
    ]
)


@settings(BOUNDED, max_examples=300)
@given(st.lists(LINES, max_size=60))
def test_lines_of_contracts_in_any_order_are_read_or_refused(lines: list[str]) -> None:
    read_or_refused("\n".join(lines).encode(), "offer.txt")


@BOUNDED
@given(
    st.dictionaries(
        st.sampled_from(
            ["From", "To", "Subject", "Date", "Received", "Message-ID", "Content-Type"]
        ),
        st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), max_size=60),
    )
)
def test_any_headers_of_a_mail_are_read_or_refused(headers: dict[str, str]) -> None:
    top = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    content = f"{top}MIME-Version: 1.0\r\nX-A: b\r\nX-C: d\r\n\r\nWages rise."
    read_or_refused(content.encode("utf-8", errors="replace"), "offer.eml")


def test_the_seeds_themselves_are_read() -> None:
    for name, content in SEEDS.items():
        assert read_file(content, name).document is not None
    assert read_file(WORD, "a").marks[0].at == datetime(2026, 3, 1, 22, 40, tzinfo=UTC)
