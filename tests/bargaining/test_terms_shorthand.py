"""Terms typed as lines: what they mean, what is said about a wrong one, and back again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commontable.bargaining.entries import TermEntry, check_term, default_better, directions
from commontable.bargaining.shorthand import IssueName, Vocabulary, read_terms, render_terms
from commontable.bargaining.words import Better, Bound, TermKind
from commontable.coalition.codes import Codes
from commontable.common.errors import CommontableError

CODES = Codes(
    regions={"SCAL": "Southern California", "NW": "Northwest", "NCAL": "Northern California"},
    unions={"NUR": "Nurses", "NW": "Northwest union", "TEC": "Technicians"},
    units={"ER nurses, Harbor": "ER nurses, Harbor"},
)
NAMES = [
    "Wages",
    "Wage floor",
    "PSP bonus",
    "Staffing",
    "Training fund",
    "Retro",
    "Effective date",
    "Benefits",
    "Benefits of retirees",
]
WORDS = Vocabulary(
    issues=[
        IssueName(number, name, name.lower().replace(" ", "-"))
        for number, name in enumerate(NAMES, 1)
    ],
    codes=CODES,
)


def read(line: str) -> list[TermEntry]:
    reading = read_terms(line, WORDS)
    assert reading.problems == ()
    return list(reading.entries)


def problem(line: str) -> str:
    reading = read_terms(line, WORDS)
    assert reading.entries == ()
    assert len(reading.problems) == 1
    return str(reading.problems[0])


def test_a_raise_by_years_is_one_term_per_contract_year() -> None:
    terms = read("wages SCAL,NCAL raise 3/3/2.5/2")
    assert [(term.contract_year, term.value) for term in terms] == [
        (1, Decimal(3)),
        (2, Decimal(3)),
        (3, Decimal("2.5")),
        (4, Decimal(2)),
    ]
    assert {term.regions for term in terms} == {("SCAL", "NCAL")}
    assert {(term.kind, term.unit, term.better) for term in terms} == {
        (TermKind.RAISE, "percent", Better.HIGHER)
    }


def test_a_lump_sum_of_nothing_is_still_said() -> None:
    terms = read("wages SCAL lump 0/0/2/2")
    assert [term.value for term in terms] == [0, 0, 2, 2]
    assert {(term.kind, term.unit) for term in terms} == {(TermKind.LUMP_SUM, "percent of pay")}


def test_a_year_left_out_with_a_dash_has_no_term() -> None:
    assert [term.contract_year for term in read("wages raise 3/-/2")] == [1, 3]


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "wage floor all floor $25.00/hr",
            {"kind": TermKind.FLOOR, "value": Decimal("25.00"), "unit": "USD per hour"},
        ),
        (
            "PSP bonus amount $1,500/yr min",
            {
                "kind": TermKind.AMOUNT,
                "value": Decimal(1500),
                "unit": "USD per year",
                "bound": Bound.MINIMUM,
            },
        ),
        (
            "staffing ratio 1:4 lower",
            {"kind": TermKind.RATIO, "value_text": "1:4", "better": Better.LOWER},
        ),
        (
            "training fund percent 0.7% payroll",
            {"kind": TermKind.PERCENT, "value": Decimal("0.7"), "unit": "percent of payroll"},
        ),
        ("retro yes_no yes", {"kind": TermKind.YES_NO, "value_yes": True}),
        (
            "effective date 2026-10-01 earlier",
            {
                "kind": TermKind.DATE,
                "value_date": date(2026, 10, 1),
                "better": Better.EARLIER,
                "issue_id": 7,
            },
        ),
        ("benefits text maintained", {"kind": TermKind.TEXT, "value_text": "maintained"}),
        (
            "benefits of retirees text kept as they are, at least",
            {"issue_id": 9, "value_text": "kept as they are, at least"},
        ),
        (
            'wages flat $0.50 y2 clause:"12.3 (a)" from:2027-10-01',
            {
                "kind": TermKind.FLAT_RAISE,
                "contract_year": 2,
                "clause": "12.3 (a)",
                "effective_on": date(2027, 10, 1),
                "unit": "USD per hour",
            },
        ),
        (
            'Wages unit:"ER nurses, Harbor" class:"RN II" duration 6 months higher',
            {
                "kind": TermKind.DURATION,
                "unit": "months",
                "units": ("ER nurses, Harbor",),
                "classifications": ("RN II",),
                "better": Better.HIGHER,
            },
        ),
        ("wages NUR $500", {"kind": TermKind.AMOUNT, "unions": ("NUR",), "unit": "USD"}),
        ("wages 4/4", {"kind": TermKind.RAISE, "contract_year": 1}),
    ],
)
def test_a_line_says_one_promise(line: str, facts: dict[str, object]) -> None:
    term = read(line)[0]
    assert {name: getattr(term, name) for name in facts} == facts


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("wagse raise 3", ["column 1", "No issue", "Wages"]),
        ("wages SCLA raise 3", ["column 7", "SCLA", "“SCAL”"]),
        ("wages SCAL,XX raise 3", ["column 12", "XX"]),
        ("wages nw raise 3", ["region:nw or union:nw"]),
        ("wages raise 3/x/2", ["column 15", "x"]),
        ("wages raise", ["ends too early", "after “raise”"]),
        ("wages SCAL", ["ends too early"]),
        ("wages 3", ["not clear what this figure is", "raise"]),
        ("wages raise $3", ["flat"]),
        ("wages raise 300", ["-100 and 100"]),
        ("effective date 2026-02-30", ["There is no such day", "2026-02-30"]),
        ("staffing ratio 1:0", ["no zero"]),
        ("retro yes_no maybe", ["yes or no", "maybe"]),
        ('wages note:"never ends raise 3', ["column 12", "never closed"]),
        ("wages region:ZZ raise 3", ["There is no region “ZZ”"]),
        ("wages raise 3/3 y2", ["list of years"]),
        ("wages raise 3 y21", ["1 to 20"]),
        ("retro yes_no yes higher", ["makes no sense"]),
        ("wage floor floor $25/hr max", ["cannot also be"]),
        ("wages amount 1.1234567", ["decimals"]),
    ],
)
def test_a_wrong_line_is_told_where_and_what_would_do(line: str, said: list[str]) -> None:
    message = problem(line)
    for words in said:
        assert words in message


def test_every_wrong_line_is_told_and_the_right_ones_are_read() -> None:
    reading = read_terms("wages raise 3\n\n# a note\nnothing 4\nretro yes_no perhaps", WORDS)
    assert [line.line for line in reading.lines] == [1]
    assert [each.line for each in reading.problems] == [4, 5]


def test_a_fraction_given_for_a_percentage_is_kept_and_asked_about() -> None:
    reading = read_terms("wages raise 0.03/0.03", WORDS)
    assert len(reading.entries) == 2
    assert any("Was 3 % meant?" in warning for warning in reading.warnings)


def test_no_direction_is_guessed_where_a_guess_could_turn_a_flag_around() -> None:
    reading = read_terms("retro yes_no yes", WORDS)
    assert reading.entries[0].better is Better.NONE
    assert any("which way is better" in warning for warning in reading.warnings)
    assert default_better(TermKind.RATIO, ratio="1:4") is Better.HIGHER
    assert default_better(TermKind.RATIO, ratio="4:1") is Better.LOWER


def test_a_value_of_the_wrong_type_is_refused() -> None:
    with pytest.raises(CommontableError, match="takes a number"):
        check_term(TermEntry(1, TermKind.RAISE, value_text="three"), codes=CODES)
    with pytest.raises(CommontableError, match="takes a number"):
        check_term(TermEntry(1, TermKind.FLOOR, value=Decimal(3), value_yes=True), codes=CODES)


text = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters='\n\t"\\'), min_size=1
)
said = text.map(str.strip).filter(bool)
YEARLY = {TermKind.RAISE, TermKind.LUMP_SUM, TermKind.FLAT_RAISE}


@st.composite
def entries(draw: st.DrawFn) -> TermEntry:
    kind = draw(st.sampled_from(list(TermKind)))
    facts: dict[str, object] = {}
    match kind:
        case TermKind.DATE:
            facts["value_date"] = draw(st.dates(date(1900, 1, 1)))
        case TermKind.YES_NO:
            facts["value_yes"] = draw(st.booleans())
        case TermKind.TEXT:
            facts["value_text"] = draw(said)
        case TermKind.RATIO:
            facts["value_text"] = f"{draw(st.integers(1, 99))}:{draw(st.integers(1, 99))}"
        case _:
            facts["value"] = draw(
                st.decimals(-100, 100, allow_nan=False, allow_infinity=False, places=4)
            )
    if kind not in {TermKind.TEXT, TermKind.YES_NO, TermKind.FLOOR, TermKind.CAP}:
        facts["bound"] = draw(st.sampled_from(["", *Bound]))
    units = ["", "percent", "percent of pay", "USD", "USD per hour", "USD per year", "months"]
    return TermEntry(
        issue_id=draw(st.integers(1, len(NAMES))),
        kind=kind,
        better=draw(st.sampled_from(sorted(directions(kind)))),
        contract_year=draw(st.none() | st.integers(1, 20)),
        effective_on=draw(st.none() | st.dates(date(1900, 1, 1))),
        unit=draw(st.sampled_from(units) | said.filter(lambda unit: len(unit) < 60)),
        clause=draw(st.just("") | said.filter(lambda clause: len(clause) < 200)),
        note=draw(st.just("") | said),
        regions=tuple(draw(st.sets(st.sampled_from(sorted(CODES.regions))))),
        unions=tuple(draw(st.sets(st.sampled_from(sorted(CODES.unions))))),
        units=tuple(draw(st.sets(st.sampled_from(sorted(CODES.units))))),
        classifications=tuple(draw(st.lists(said, max_size=2, unique=True))),
        **facts,  # type: ignore[arg-type]
    )


@given(st.lists(entries(), max_size=5))
@example([TermEntry(1, TermKind.PERCENT, value=Decimal(2), better=Better.HIGHER, unit="months")])
def test_what_is_written_back_reads_as_the_same_terms(terms: list[TermEntry]) -> None:
    written = render_terms(terms, WORDS)
    reading = read_terms(written, WORDS)
    assert reading.problems == ()
    assert list(reading.entries) == terms


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("Wages raise 3.000000/3.500000", "Wages raise 3/3.5"),
        ("Wages floor $25.000000/hr", "Wages floor $25/hr"),
        ("Wages floor $23.500000/hr", "Wages floor $23.50/hr"),
        ("Wages floor $100/hr", "Wages floor $100/hr"),
    ],
)
def test_figures_are_written_back_as_one_types_them(kept: str, typed: str) -> None:
    """The database keeps six places; nobody wants to correct an entry among zeros."""
    assert render_terms(read_terms(kept, WORDS).entries, WORDS) == typed


@given(st.text())
def test_no_text_breaks_the_reader(written: str) -> None:
    reading = read_terms(written, WORDS)
    assert all(each.line >= 1 and each.column >= 1 for each in reading.problems)


@given(st.sampled_from(NAMES), text)
def test_no_text_after_an_issue_breaks_the_reader(name: str, rest: str) -> None:
    read_terms(f"{name} {rest}", WORDS)
