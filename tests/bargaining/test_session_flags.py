"""What does not fit in a table's sessions, case by case. No database."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from commontable.bargaining.session_flags import (
    Dated,
    Flag,
    FlagKind,
    Report,
    Sitting,
    days_conflict,
    flags_of,
    gaps,
    latest_held,
    next_to_come,
    no_further_dates,
    number_conflict,
    out_of_order,
    outside,
    overlaps,
    place_conflict,
    weekday_conflict,
)

JULY_7, JULY_8, JULY_9 = (date(2026, 7, day) for day in (7, 8, 9))
TODAY = date(2026, 7, 20)


def test_rounds_three_and_four_were_not_recorded() -> None:
    assert gaps([1, 2, 5]) == [Flag(FlagKind.GAP, 3, other=4)]


def test_a_table_that_begins_with_the_second_round_lacks_the_first() -> None:
    assert gaps([2, 3]) == [Flag(FlagKind.GAP, 1, other=1)]


def test_each_run_of_missing_numbers_is_one_flag() -> None:
    assert [(flag.ordinal, flag.other) for flag in gaps([1, 3, 7])] == [(2, 2), (4, 6)]


def test_no_gap_in_a_row_of_numbers_in_any_order_and_none_without_sessions() -> None:
    assert gaps([3, 1, 2]) == []
    assert gaps([]) == []


def test_tuesday_8_july_2026_was_a_wednesday() -> None:
    flag = weekday_conflict(4, Report("Local 12", days=(JULY_8,), weekday=1))
    assert flag is not None
    assert (flag.weekday_said, flag.weekday, flag.days_said, flag.by) == (
        1,
        2,
        (JULY_8,),
        "Local 12",
    )


def test_a_weekday_that_fits_or_was_not_said_is_no_conflict() -> None:
    assert weekday_conflict(4, Report("Local 12", days=(JULY_8,), weekday=2)) is None
    assert weekday_conflict(4, Report("Local 12", days=(JULY_8,))) is None
    assert weekday_conflict(4, Report("Local 12", weekday=1)) is None


def test_the_weekday_goes_with_the_first_day_as_published_not_the_earliest() -> None:
    report = Report("Local 12", days=(JULY_9, JULY_8), weekday=3)
    assert weekday_conflict(4, report) is None


def test_another_day_than_scheduled_is_a_conflict() -> None:
    flag = days_conflict(Sitting(4, days=(JULY_7,)), Report("Local 12", days=(JULY_8,)))
    assert flag == Flag(FlagKind.DAYS, 4, by="Local 12", days=(JULY_7,), days_said=(JULY_8,))


def test_one_day_of_several_is_a_report_that_says_less() -> None:
    sitting = Sitting(4, days=(JULY_7, JULY_8, JULY_9))
    assert days_conflict(sitting, Report("Local 12", days=(JULY_8,))) is None
    assert days_conflict(sitting, Report("Local 12", days=(JULY_7, JULY_8))) is not None


def test_days_unknown_on_either_side_conflict_with_nothing() -> None:
    assert days_conflict(Sitting(4), Report("Local 12", days=(JULY_8,))) is None
    assert days_conflict(Sitting(4, days=(JULY_7,)), Report("Local 12")) is None


def test_a_local_that_counts_the_session_differently_is_flagged_with_its_number() -> None:
    flag = number_conflict(Sitting(5), Report("Local 12", ordinal=4))
    assert flag is not None
    assert (flag.ordinal, flag.other, flag.by) == (5, 4, "Local 12")
    assert number_conflict(Sitting(5), Report("Local 12", ordinal=5)) is None


def test_a_place_that_says_only_less_is_no_conflict_another_one_is() -> None:
    sitting = Sitting(5, place="Marriott, Oakland")
    assert place_conflict(sitting, Report("Local 12", place="oakland")) is None
    assert place_conflict(sitting, Report("Local 12", place="Burbank")) is not None


def test_two_sessions_on_one_day_overlap_unless_their_hours_keep_them_apart() -> None:
    morning = Sitting(1, days=(JULY_7,), opens_at=time(9), closes_at=time(12))
    afternoon = Sitting(2, days=(JULY_7,), opens_at=time(12), closes_at=time(17))
    unknown = Sitting(3, days=(JULY_7, JULY_8))
    assert overlaps([morning, afternoon]) == []
    assert [(f.ordinal, f.other, f.days) for f in overlaps([morning, unknown])] == [
        (1, 3, (JULY_7,))
    ]


def test_a_session_that_runs_past_midnight_lasts_to_the_end_of_its_day() -> None:
    night = Sitting(1, days=(JULY_7,), opens_at=time(20), closes_at=time(2))
    late = Sitting(2, days=(JULY_7,), opens_at=time(23))
    assert [flag.ordinal for flag in overlaps([night, late])] == [1]


def test_a_session_before_the_one_numbered_before_it_is_out_of_order() -> None:
    flags = out_of_order([Sitting(1, days=(JULY_8,)), Sitting(2), Sitting(3, days=(JULY_7,))])
    assert [(flag.ordinal, flag.other) for flag in flags] == [(3, 1)]


def test_all_of_it_is_told_by_session() -> None:
    sittings = [
        Sitting(1, days=(JULY_7,)),
        Sitting(3, days=(JULY_8,), reports=(Report("Local 12", ordinal=2, days=(JULY_9,)),)),
    ]
    assert [(flag.ordinal, flag.kind) for flag in flags_of(sittings)] == [
        (2, FlagKind.GAP),
        (3, FlagKind.DAYS),
        (3, FlagKind.NUMBER),
    ]


def test_no_further_dates_stands_while_nothing_follows() -> None:
    last = Sitting(2, days=(JULY_8,), no_further_dates=True)
    assert no_further_dates([Sitting(1, days=(JULY_7,)), last], TODAY) == 2


def test_a_date_set_since_ends_no_further_dates() -> None:
    last = Sitting(2, days=(JULY_8,), no_further_dates=True)
    assert no_further_dates([last, Sitting(3, days=(date(2026, 8, 1),))], TODAY) is None


def test_no_further_dates_of_an_earlier_session_is_history() -> None:
    first = Sitting(1, days=(JULY_7,), no_further_dates=True)
    assert no_further_dates([first, Sitting(2, days=(JULY_8,))], TODAY) is None


def test_the_session_held_last_and_the_next_one() -> None:
    held, coming = Sitting(1, days=(JULY_8,)), Sitting(2, days=(date(2026, 8, 1),))
    assert latest_held([coming, held], TODAY) == held
    assert next_to_come([coming, held], TODAY) == coming
    assert next_to_come([held], TODAY) is None
    lasting = Sitting(3, days=(date(2026, 7, 19), TODAY))
    assert next_to_come([coming, lasting], TODAY) == lasting


def test_what_is_dated_on_none_of_the_days_is_asked_about_day_by_day() -> None:
    facts = (Dated("U-3", JULY_7), Dated("E-2", JULY_9), Dated("caucus", date(2026, 7, 12)))
    strays = outside(Sitting(4, (JULY_7, JULY_8), facts=facts))
    assert strays == [
        Flag(
            FlagKind.OUTSIDE,
            4,
            by="caucus",
            days=(JULY_7, JULY_8),
            days_said=(date(2026, 7, 12),),
        )
    ], "the night after the last day belongs to it"
    assert outside(Sitting(4, facts=facts)) == [], "no days are known to hold it against"


@pytest.mark.parametrize(
    ("closes", "hour", "asked"),
    [
        (time(18), time(2, 30), False),
        (time(18), time(12, 11), True),
        (None, time(5, 59), False),
        (None, time(6), True),
        (time(8), time(7, 45), False),
    ],
)
def test_of_the_morning_after_only_the_small_hours_belong_to_a_session(
    closes: time | None, hour: time, asked: bool
) -> None:
    caucus = Dated("caucus", datetime.combine(JULY_8, hour))
    sitting = Sitting(4, (JULY_7,), opens_at=time(10), closes_at=closes, facts=(caucus,))
    assert bool(outside(sitting)) is asked


def test_a_session_that_was_called_off_is_in_nobodys_way() -> None:
    off, held = Sitting(1, (JULY_7,), cancelled=True), Sitting(2, (JULY_7,))
    assert flags_of([off, held]) == []
    assert latest_held([off, held], TODAY) == held
    assert next_to_come([Sitting(3, (TODAY,), cancelled=True)], TODAY) is None
    ended = Sitting(1, (JULY_7,), no_further_dates=True)
    assert no_further_dates([ended, Sitting(2, (JULY_9,), cancelled=True)], TODAY) == 1
    assert no_further_dates([ended, Sitting(2, (JULY_9,))], TODAY) is None
