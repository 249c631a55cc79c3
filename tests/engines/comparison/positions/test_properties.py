"""What must hold whatever is put on the table."""

import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from commontable.engines.comparison import (
    Against,
    Aspect,
    Better,
    Cause,
    Flag,
    Measure,
    Pass,
    ProposalKind,
    Scope,
    Side,
    Term,
    TermKind,
    gap,
    movement,
    regressions,
)
from engines.comparison.positions.said import REGIONS, employer, passed, raises, union

KINDS = (TermKind.RAISE, TermKind.LUMP_SUM, TermKind.AMOUNT)


@st.composite
def statements(draw: st.DrawFn) -> tuple[Term, ...]:
    keys = st.tuples(
        st.sampled_from(["wages", "fund"]),
        st.sampled_from(KINDS),
        st.sampled_from([1, 2, 3]),
        st.sampled_from(REGIONS),
    )
    said = draw(st.dictionaries(keys, st.integers(0, 40), max_size=8))
    return tuple(
        Term(
            issue,
            kind,
            Decimal(value) / 4,
            "percent",
            Scope(frozenset({region})),
            year=year,
            better=Better.HIGHER,
        )
        for (issue, kind, year, region), value in said.items()
    )


sides = st.sampled_from(list(Side))


@st.composite
def records(draw: st.DrawFn) -> tuple[Pass, ...]:
    told = []
    for order in range(draw(st.integers(1, 7))):
        gone = draw(st.one_of(st.none(), st.integers(order + 1, order + 4)))
        told.append(
            passed(
                draw(sides),
                f"P-{order}",
                order,
                *draw(statements()),
                kind=draw(st.sampled_from(list(ProposalKind))),
                withdrawn_at_order=gone,
            )
        )
    return tuple(told)


type Mark = tuple[str, str, Against, str, str, str, Measure, object]


def marks(flags: tuple[Flag, ...]) -> set[Mark]:
    return {
        (
            flag.label,
            flag.against_label,
            flag.against,
            flag.issue,
            flag.region,
            flag.reason,
            flag.measure,
            flag.amount,
        )
        for flag in flags
    }


@given(side=sides, one=statements(), other=statements())
def test_what_went_back_one_way_came_forward_the_other(
    side: Side, one: tuple[Term, ...], other: tuple[Term, ...]
) -> None:
    def flagged(first: tuple[Term, ...], then: tuple[Term, ...]) -> set[object]:
        record = [passed(side, "P-1", 1, *first), passed(side, "P-2", 2, *then)]
        return {
            (flag.issue, flag.region, flag.measure) for flag in regressions(record, regions=REGIONS)
        }

    assert not flagged(one, other) & flagged(other, one)


@given(side=sides, said=statements())
def test_saying_the_same_again_is_never_flagged(side: Side, said: tuple[Term, ...]) -> None:
    record = [passed(side, "P-1", 1, *said), passed(side, "P-2", 2, *said)]
    assert regressions(record, regions=REGIONS) == ()


@given(record=records(), random=st.randoms(use_true_random=False))
def test_neither_the_order_of_terms_nor_of_regions_nor_of_rows_matters(
    record: tuple[Pass, ...], random: object
) -> None:
    def shuffled[T](things: tuple[T, ...]) -> tuple[T, ...]:
        mixed = list(things)
        random.shuffle(mixed)  # type: ignore[attr-defined]
        return tuple(mixed)

    mixed = tuple(
        passed(
            each.side,
            each.label,
            each.order,
            *shuffled(each.terms),
            kind=each.kind,
            withdrawn_at_order=each.withdrawn_at_order,
        )
        for each in shuffled(record)
    )
    assert marks(regressions(mixed, regions=shuffled(REGIONS))) == marks(
        regressions(record, regions=REGIONS)
    )


@given(record=records())
def test_taking_the_supposals_out_changes_no_formal_flag(record: tuple[Pass, ...]) -> None:
    on_record = tuple(each for each in record if each.kind.is_baseline)

    def formal(flags: tuple[Flag, ...]) -> set[Mark]:
        return marks(tuple(flag for flag in flags if flag.formal and flag.against_baseline))

    assert formal(regressions(record, regions=REGIONS)) == formal(
        regressions(on_record, regions=REGIONS)
    )


@given(record=records())
def test_a_flag_is_always_by_something_and_never_measured_from_a_later_pass(
    record: tuple[Pass, ...],
) -> None:
    orders = {each.label: each.order for each in record}
    for flag in regressions(record, regions=REGIONS):
        assert flag.amount > 0
        if flag.change.cause is not Cause.WITHDRAWN:
            assert orders[flag.against_label] < orders[flag.label]


PERCENTS = st.lists(st.integers(0, 900), min_size=2, max_size=4).map(
    lambda rates: "/".join(str(Decimal(rate) / 100) for rate in rates)
)
FIGURE = re.compile(r"(-?[0-9.]+) (?:%|point)")


@given(one=PERCENTS, other=PERCENTS)
def test_what_is_read_of_two_sums_and_their_difference_adds_up(one: str, other: str) -> None:
    record = [employer("E-1", 1, *raises("all", one)), employer("E-2", 2, *raises("all", other))]
    for move in movement(record, regions=["NW"]):
        if move.measure.aspect is Aspect.COMPOUNDED and move.difference is not None:
            earlier, later, apart = map(Decimal, FIGURE.findall(move.text))
            assert abs(later - earlier) == apart, move.text
    ours = [union("U-1", 1, *raises("all", one)), employer("E-1", 2, *raises("all", other))]
    for distance in gap(ours, regions=["NW"]):
        figures = FIGURE.findall(distance.text)
        if distance.measure.aspect is Aspect.COMPOUNDED and len(figures) == 3:
            asked, offered, apart = map(Decimal, figures)
            assert abs(asked - offered) == apart, distance.text


def test_two_sums_are_read_as_exactly_as_it_takes() -> None:
    record = [
        employer("E-1", 1, *raises("all", "5.42/5.42/5.42/5.42")),
        employer("E-2", 2, *raises("all", "5.40/5.40/5.40/5.40")),
    ]
    text = next(
        move.text
        for move in movement(record, regions=["NW"])
        if move.measure.aspect is Aspect.COMPOUNDED
    )
    assert text == (
        "Wages, NW, compounded over years 1 to 4: 23.507 % in E-1, 23.413 % in E-2: 0.094 points"
        " lower."
    )
