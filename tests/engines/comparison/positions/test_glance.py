"""A glance at some passes tells of them exactly what the whole record would."""

from hypothesis import given
from hypothesis import strategies as st

from commontable.engines.comparison import Pass, Side, glance, movement, regressions, turnings
from engines.comparison.positions.said import REGIONS, employer, raises, union
from engines.comparison.positions.test_properties import records


@given(record=records(), chosen=st.sets(st.integers(0, 6)))
def test_it_finds_what_the_whole_record_finds_of_the_same_passes(
    record: tuple[Pass, ...], chosen: set[int]
) -> None:
    of = {f"P-{number}" for number in chosen}
    seen = glance(record, regions=REGIONS, of=of)
    assert seen.moves == tuple(
        move for move in movement(record, regions=REGIONS) if move.change.trigger.ident in of
    )
    assert seen.flags == tuple(
        flag for flag in regressions(record, regions=REGIONS) if flag.change.trigger.ident in of
    )


def test_passes_not_asked_for_still_count() -> None:
    record = [
        employer("E-1", 1, *raises("all", "3/3")),
        union("U-1", 2, *raises("all", "7/7")),
        employer("E-2", 3, *raises("all", "2/3")),
        employer("E-3", 4, *raises("all", "2.5/3")),
    ]
    seen = glance(record, regions=("NW",), of={"E-3"})
    assert {move.label for move in seen.moves} == {"E-3"}
    assert {(flag.label, flag.against_label, flag.side) for flag in seen.flags} == {
        ("E-3", "E-1", Side.EMPLOYER)
    }


def test_asked_for_nothing_it_tells_nothing() -> None:
    record = [employer("E-1", 1, *raises("all", "3")), employer("E-2", 2, *raises("all", "2"))]
    assert glance(record, regions=REGIONS, of=()) == ((), ())


@given(record=records(), chosen=st.sets(st.integers(0, 6)))
def test_issue_by_issue_it_finds_the_same_once_it_is_told_when_packages_turned(
    record: tuple[Pass, ...], chosen: set[int]
) -> None:
    of = {f"P-{number}" for number in chosen}
    turned = turnings(record, regions=REGIONS)
    whole = glance(record, regions=REGIONS, of=of)
    for issue in ("wages", "fund"):
        alone = glance(
            [part for passed in record if (part := passed.on(issue)).terms],
            regions=REGIONS,
            of=of,
            turnings=turned,
        )
        assert sorted(move.text for move in alone.moves) == sorted(
            move.text for move in whole.moves if move.issue == issue
        )
        assert sorted(flag.reason for flag in alone.flags) == sorted(
            flag.reason for flag in whole.flags if flag.issue == issue
        )
