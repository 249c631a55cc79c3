"""One line per promise: ``wages SCAL,NW raise 3/3/2/2``. See docs/reference/terms-shorthand.md."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from commontable.bargaining.entries import (
    PERCENT,
    TermEntry,
    check_term,
    closest,
    default_better,
)
from commontable.bargaining.shorthand import values
from commontable.bargaining.shorthand.problems import LineError, Problem
from commontable.bargaining.shorthand.tokens import Word, read_word
from commontable.bargaining.shorthand.vocabulary import (
    BETTER_WORDS,
    BOUND_WORDS,
    EVERYWHERE,
    KIND_WORDS,
    Vocabulary,
    fold,
)
from commontable.bargaining.words import Better, Bound, TermKind
from commontable.common.errors import CommontableError

MOST_LINES, LONGEST_LINE = 200, 4000
_YEARLY = frozenset({TermKind.RAISE, TermKind.LUMP_SUM, TermKind.FLAT_RAISE})


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line and the terms it stands for (a raise: one per contract year)."""

    line: int
    text: str
    entries: tuple[TermEntry, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read; nothing should be kept while there is a problem."""

    lines: tuple[ReadLine, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[str, ...]

    @property
    def entries(self) -> tuple[TermEntry, ...]:
        return tuple(entry for line in self.lines for entry in line.entries)


@dataclass(slots=True)
class _Draft:
    """What has been read of a line so far."""

    issue_id: int
    kind: TermKind | None = None
    value: Word | None = None
    unit_words: list[str] = field(default_factory=list)
    unit: str | None = None
    bound: Bound | str = ""
    better: Better | None = None
    year: int | None = None
    without_year: bool = False
    effective_on: date | None = None
    regions: list[str] = field(default_factory=list)
    unions: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    classifications: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)


def read_terms(text: str, vocabulary: Vocabulary) -> Reading:
    """Read lines of terms. Empty lines and lines that begin with ``#`` are passed over.

    Every line is read; a wrong one gives a problem and no terms.
    """
    lines: list[ReadLine] = []
    problems: list[Problem] = []
    warnings: list[str] = []
    # Only true line ends: a form feed inside a note is no new line.
    written = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(written, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            if len(lines) + len(problems) == MOST_LINES:
                raise LineError(1, "That is too much at once.", expected=f"{MOST_LINES} lines")
            if len(line) > LONGEST_LINE:
                raise LineError(
                    LONGEST_LINE, "The line is too long.", expected=f"{LONGEST_LINE} letters"
                )
            entries = tuple(_read_line(line, vocabulary))
            for entry in entries:
                for warning in check_term(entry, codes=vocabulary.codes, where=f"Line {number}"):
                    if warning not in warnings:
                        warnings.append(warning)
            lines.append(ReadLine(number, line.strip(), entries))
        except LineError as error:
            problems.append(error.on(number))
        except CommontableError as error:
            column = len(line) - len(line.lstrip()) + 1
            problems.append(Problem(number, column, error.message, error.expected, error.came))
    return Reading(tuple(lines), tuple(problems), tuple(warnings))


def _read_line(line: str, vocabulary: Vocabulary) -> list[TermEntry]:
    issue_id, at = _read_issue(line, vocabulary)
    draft = _Draft(issue_id)
    while (found := read_word(line, at)) is not None:
        word, after = found
        if word.key:
            _take_key(draft, word)
        elif draft.kind is TermKind.TEXT:
            draft.value = word if word.quoted else Word(line[at:].strip(), word.column, quoted=True)
            if word.quoted and read_word(line, after) is not None:
                raise LineError(after + 1, "There is more after the words.", expected="nothing")
            break
        elif draft.value is None:
            _take_before_value(draft, word, vocabulary)
        else:
            _take_after_value(draft, word)
        at = after
    return _entries(draft, len(line) + 1)


def _read_issue(line: str, vocabulary: Vocabulary) -> tuple[int, int]:
    """The issue with the longest name that the line begins with."""
    start = len(line) - len(line.lstrip())
    if line[start] == '"':
        found = read_word(line, start)
        word, at = found or (Word("", start + 1), start)
        matches = {i.issue_id for i in vocabulary.issues if fold(word.text) in i.keys}
        return _only(matches, word.text, start, vocabulary), at
    ends = [at for at in range(start + 1, len(line) + 1) if at == len(line) or line[at].isspace()]
    for end in reversed(ends):
        said = fold(line[start:end])
        matches = {i.issue_id for i in vocabulary.issues if said in i.keys}
        if matches:
            return _only(matches, line[start:end], start, vocabulary), end
    return _only(set(), _up_to_figures(line[start:]), start, vocabulary), 0


def _up_to_figures(text: str) -> str:
    """What was probably meant as the issue: the words before a kind, a code or a figure."""
    words: list[str] = []
    for word in text.split():
        figure = values.looks_like_value(Word(word, 1))
        if words and (word.lower() in KIND_WORDS or figure or word == EVERYWHERE or word.isupper()):
            break
        words.append(word)
    return " ".join(words)


def _only(matches: set[int], said: str, start: int, vocabulary: Vocabulary) -> int:
    if len(matches) == 1:
        return matches.pop()
    if matches:
        raise LineError(start + 1, f"Two issues are called “{said}”.", expected="one of a kind")
    names = [issue.name for issue in vocabulary.issues]
    raise LineError(
        start + 1,
        "No issue of this campaign has that name.",
        expected=f"a line that begins with an issue, e.g. {vocabulary.example} raise 3/3/2/2"
        if names
        else "an issue to be entered first",
        came=said,
        suggestion=closest(said, names),
    )


def _take_key(draft: _Draft, word: Word) -> None:
    scopes = {
        "region": draft.regions,
        "union": draft.unions,
        "unit": draft.units,
        "class": draft.classifications,
    }
    if word.key in scopes:
        scopes[word.key].extend([word.text] if word.quoted else word.text.split(","))
        return
    match word.key:
        case "in":
            draft.unit = word.text
        case "from":
            draft.effective_on = values.read_day(word)
        case "better":
            if word.text.lower() not in Better.values:
                raise LineError(
                    word.column,
                    "There is no such direction.",
                    expected=", ".join(Better.values),
                    came=word.text,
                )
            draft.better = Better(word.text.lower())
        case "year":
            if word.text == "none":
                draft.without_year = True
            elif word.text.isascii() and word.text.isdigit():
                draft.year = int(word.text)
            else:
                raise LineError(
                    word.column,
                    "That is no contract year.",
                    expected="year:1, year:2 …, or year:none",
                    came=word.text,
                )
        case key:
            draft.said[key] = word.text


def _take_before_value(draft: _Draft, word: Word, vocabulary: Vocabulary) -> None:
    text, codes = word.text, vocabulary.codes
    known = {*codes.regions, *codes.unions}
    if draft.kind is not None:
        draft.value = word
    elif not word.quoted and text in known:
        _take_codes(draft, word, vocabulary)
    elif not word.quoted and text.lower() in KIND_WORDS:
        draft.kind = KIND_WORDS[text.lower()]
    elif text.lower() == EVERYWHERE and not word.quoted:
        return
    elif (kind := values.kind_of(word)) is not None:
        draft.kind, draft.value = kind, word
    elif values.looks_like_value(word):
        raise LineError(
            word.column,
            "It is not clear what this figure is.",
            expected="its kind before it: raise, lump, flat, amount, percent, floor, cap, duration",
            came=text,
        )
    else:
        _take_codes(draft, word, vocabulary)


def _take_codes(draft: _Draft, word: Word, vocabulary: Vocabulary) -> None:
    """``SCAL,NW``: regions or unions; a code that is both has to be told apart."""
    codes = vocabulary.codes
    regions = {fold(code): code for code in codes.regions}
    unions = {fold(code): code for code in codes.unions}
    column = word.column
    for said in word.text.split(","):
        key = fold(said)
        if key in regions and key in unions:
            raise LineError(
                column,
                "That is a region and a union.",
                expected=f"region:{said} or union:{said}",
                came=said,
            )
        if key in regions:
            draft.regions.append(regions[key])
        elif key in unions:
            draft.unions.append(unions[key])
        else:
            raise LineError(
                column,
                "That is no region, no union and no kind of term.",
                expected=f"one of {', '.join([*codes.regions, *codes.unions]) or 'no codes yet'};"
                f" or a kind: {', '.join(kind.value for kind in TermKind)}",
                came=said,
                suggestion=closest(said, [*codes.regions, *codes.unions, *KIND_WORDS]),
            )
        column += len(said) + 1


def _take_after_value(draft: _Draft, word: Word) -> None:
    said = word.text.lower()
    if word.quoted:
        draft.unit_words.append(word.text)
    elif said in BOUND_WORDS:
        draft.bound = BOUND_WORDS[said]
    elif said in BETTER_WORDS:
        draft.better = BETTER_WORDS[said]
    elif len(said) > 1 and said[0] == "y" and said[1:].isdigit():
        draft.year = int(said[1:])
    elif draft.kind in {TermKind.DATE, TermKind.YES_NO}:
        raise LineError(
            word.column,
            "Nothing like that follows here.",
            expected="earlier or later, better:yes or better:no, from:, clause:, source:, note:",
            came=word.text,
        )
    else:
        draft.unit_words.append(word.text)


def _entries(draft: _Draft, end: int) -> list[TermEntry]:
    if draft.kind is None or draft.value is None:
        raise LineError(
            end,
            "The line ends too early.",
            expected="a value, e.g. 3/3/2/2 or $25.00/hr"
            if draft.kind is None
            else f"a value after “{draft.kind.value}”",
        )
    kind, word = draft.kind, draft.value
    if kind in _YEARLY:
        return [
            _finish(draft, kind, value=figure.number, unit=_unit(draft, figure.unit), year=year)
            for year, figure in _years(draft, kind, word)
        ]
    match kind:
        case TermKind.DATE:
            return [_finish(draft, kind, value_date=values.read_day(word))]
        case TermKind.YES_NO:
            return [_finish(draft, kind, value_yes=values.read_answer(word))]
        case TermKind.TEXT:
            return [_finish(draft, kind, value_text=word.text, unit=_unit(draft, ""))]
        case TermKind.RATIO:
            ratio = values.read_ratio(word)
            return [_finish(draft, kind, value_text=ratio, unit=_unit(draft, ""))]
        case _:
            figure = values.read_figure(word)
            unit = figure.unit or (PERCENT if kind is TermKind.PERCENT else "")
            return [_finish(draft, kind, value=figure.number, unit=_unit(draft, unit))]


def _years(draft: _Draft, kind: TermKind, word: Word) -> list[tuple[int | None, values.Figure]]:
    years = values.read_years(word, kind)
    if len(years) > 1 and (draft.year or draft.without_year):
        raise LineError(
            word.column,
            "A list of years and a single year at once.",
            expected="3/3/2/2, or 3 with y2",
            came=word.text,
        )
    if draft.without_year:
        return [(None, years[0][1])]
    return [(draft.year or year, figure) for year, figure in years]


def _unit(draft: _Draft, written: str) -> str:
    """``0.7%`` and ``payroll`` are ``percent of payroll``; ``in:"…"`` says it whole."""
    if draft.unit is not None:
        return draft.unit
    words = " ".join(draft.unit_words)
    if written == PERCENT and words:
        return f"{PERCENT} {words}" if fold(words).startswith("of ") else f"{PERCENT} of {words}"
    return f"{written} {words}".strip()


def _finish(
    draft: _Draft,
    kind: TermKind,
    *,
    value: Decimal | None = None,
    value_date: date | None = None,
    value_yes: bool | None = None,
    value_text: str | None = None,
    unit: str | None = None,
    year: int | None = None,
) -> TermEntry:
    better = draft.better
    if better is None:
        better = default_better(kind, ratio=value_text or "")
    return TermEntry(
        issue_id=draft.issue_id,
        kind=kind,
        value=value,
        value_date=value_date,
        value_yes=value_yes,
        value_text=value_text,
        unit=_unit(draft, "") if unit is None else unit,
        bound=draft.bound,
        better=better,
        contract_year=year if kind in _YEARLY else draft.year,
        effective_on=draft.effective_on,
        clause=draft.said.get("clause", ""),
        source=draft.said.get("source", ""),
        note=draft.said.get("note", ""),
        regions=tuple(draft.regions),
        unions=tuple(draft.unions),
        units=tuple(draft.units),
        classifications=tuple(draft.classifications),
    )
