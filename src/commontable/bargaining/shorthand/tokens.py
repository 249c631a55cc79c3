"""A line cut into words. A quoted word may hold blanks; ``key:"two words"`` is one word."""

from __future__ import annotations

from dataclasses import dataclass

from commontable.bargaining.shorthand.problems import LineError

_ESCAPES = {"n": "\n", '"': '"', "\\": "\\", "r": "\r", "t": "\t"}
KEYS = frozenset(
    {
        "region",
        "union",
        "unit",
        "class",
        "in",
        "year",
        "from",
        "clause",
        "source",
        "note",
        "better",
    }
)


@dataclass(frozen=True, slots=True)
class Word:
    """``key`` is what stands before a colon, where that is one of ``KEYS``."""

    text: str
    column: int
    quoted: bool = False
    key: str = ""


def quote(text: str) -> str:
    """The text as one quoted word."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    for letter, meant in (("n", "\n"), ("r", "\r"), ("t", "\t")):
        escaped = escaped.replace(meant, f"\\{letter}")
    return f'"{escaped}"'


def read_word(line: str, start: int) -> tuple[Word, int] | None:
    """The word at or after ``start`` (counted from 0), and where the line goes on."""
    while start < len(line) and line[start].isspace():
        start += 1
    if start == len(line):
        return None
    column = start + 1
    if line[start] == '"':
        text, end = _quoted(line, start)
        return Word(text, column, quoted=True), end
    end = start
    while end < len(line) and not line[end].isspace() and line[end] != '"':
        end += 1
    text = line[start:end]
    key, colon, rest = text.partition(":")
    if colon and key.lower() in KEYS:
        if not rest and end < len(line) and line[end] == '"':
            rest, end = _quoted(line, end)
            return Word(rest, column, quoted=True, key=key.lower()), end
        return Word(rest, column, key=key.lower()), end
    if end < len(line) and line[end] == '"':
        raise LineError(
            end + 1, "A quotation mark inside a word.", expected="a blank before it", came=text
        )
    return Word(text, column), end


def _quoted(line: str, start: int) -> tuple[str, int]:
    letters: list[str] = []
    at = start + 1
    while at < len(line):
        letter = line[at]
        if letter == '"':
            if at + 1 < len(line) and not line[at + 1].isspace():
                raise LineError(
                    at + 2, "A word goes on after its quotation mark.", expected="a blank"
                )
            return "".join(letters), at + 1
        if letter == "\\" and at + 1 < len(line):
            at += 1
            letter = _ESCAPES.get(line[at], line[at])
        letters.append(letter)
        at += 1
    raise LineError(start + 1, "The quotation mark is never closed.", expected='a closing "')
