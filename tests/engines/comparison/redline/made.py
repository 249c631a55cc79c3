"""Contracts that hypothesis makes up: articles of clauses, nested lists and tables, and a second
text that somebody made of the first, as at a table."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = (
    *("the", "Employer", "shall", "pay", "twelve", "percent", "(12%)", "more", "on", "December"),
    *("1,", "2025", "and", "notice", "of", "sixty", "(60)", "days", "before", "any", "layoff"),
    *("in", "a", "unit", "or", "shift,", "unless", "both", "parties", "agree"),
)
LABELS = ("a.", "b.", "1.", "2.", "(1)", "(i)", "•", "A.", "12.3", "Section 2.", "Section 3.")
TITLES = ("PAY", "LAYOFF", "MEAL PERIODS", "HOURS OF WORK")

sentences = st.lists(st.sampled_from(WORDS), min_size=3, max_size=12).map(
    lambda words: " ".join(words).rstrip(",") + "."
)
clauses = st.one_of(
    sentences,
    st.tuples(st.sampled_from(LABELS), sentences).map(" ".join),
    st.lists(sentences, min_size=2, max_size=3).map(" ".join),
)
cells = st.sampled_from(["1", "2", "$30.00", "$31.50", "Days", "Nights", "on call", ""])
tables = st.integers(2, 4).flatmap(
    lambda columns: st.lists(
        st.lists(cells, min_size=columns, max_size=columns), min_size=2, max_size=4
    ).map(lambda rows: "\n".join("| " + " | ".join(["Step", *row]) + " |" for row in rows))
)
headings = st.tuples(st.integers(1, 9), st.sampled_from(TITLES)).map(
    lambda pair: f"ARTICLE {pair[0]}. {pair[1]}"
)
blocks = st.one_of(clauses, clauses, clauses, tables, headings)


def _altered(draw: st.DrawFn, block: str) -> str:
    words = block.split(" ")
    at = draw(st.integers(0, len(words) - 1))
    words[at : at + draw(st.integers(0, 2))] = draw(st.lists(st.sampled_from(WORDS), max_size=2))
    return " ".join(words)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and another that keeps, alters, moves, drops and adds blocks of it."""
    old = draw(st.lists(blocks, min_size=1, max_size=10))
    new: list[str] = []
    for block in old:
        fate = draw(st.sampled_from(["same", "same", "same", "gone", "altered", "moved", "new"]))
        if fate == "moved":
            new.insert(draw(st.integers(0, len(new))), block)
        elif fate == "altered":
            new.append(_altered(draw, block))
        elif fate != "gone":
            new.append(block)
        if fate == "new":
            new.append(draw(blocks))
    if not "".join(new).strip():
        new.append(draw(clauses))
    return "\n\n".join(old), "\n\n".join(new)
