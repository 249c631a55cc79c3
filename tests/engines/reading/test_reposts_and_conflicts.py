"""Reposts are known whatever day they bear; conflicts with the record and the calendar are told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commontable.engines.reading.facts import (
    Conflict,
    KnownCount,
    KnownDays,
    conflicts,
    fingerprint,
    is_repost,
    likeness,
    read_facts,
)

UPDATE = """Bargaining update, March 4

We met with Tidewater in Oakland on Thursday, March 3. Management brought no answer on staffing and
passed a wage offer of 3% in year one. Our team of 36 members told them what short units do to
patients and to us. We return to the table on March 17. Wear your sticker every Thursday, talk with
your coworkers, and bring two of them to the next call."""


def told(text: str, published: date, **known: tuple[KnownDays | KnownCount, ...]) -> list[str]:
    return [each.says for each in found(text, published, **known)]


def found(
    text: str, published: date, **known: tuple[KnownDays | KnownCount, ...]
) -> tuple[Conflict, ...]:
    return conflicts(read_facts(text, published=published), **known)  # type: ignore[arg-type]


def test_the_same_text_at_another_date_is_a_repost() -> None:
    again = UPDATE.replace("March 4", "April 1").replace("Thursday, March 3", "March 31, 2022")
    assert is_repost(UPDATE, again)
    assert likeness(fingerprint(UPDATE), fingerprint(again)).only_first == ()


def test_typography_spaces_and_case_make_no_other_text() -> None:
    dressed = UPDATE.upper().replace(" ", "\u00a0").replace("\n", "\r\n")
    assert likeness(fingerprint(UPDATE), fingerprint(dressed)).percent == 100


def test_words_around_a_text_leave_it_a_repost() -> None:
    around = f"From our friends at Local 9, who sat at the table with us:\n\n{UPDATE}\n\nIn unity!"
    shared = likeness(fingerprint(UPDATE), fingerprint(around))
    assert shared.is_repost
    assert shared.within >= 90


def test_a_repost_with_another_figure_is_told_with_both() -> None:
    shared = likeness(fingerprint(UPDATE), fingerprint(UPDATE.replace("3% in", "4% in")))
    assert shared.is_repost
    [ours], [theirs] = shared.only_first, shared.only_second
    assert "'3'" in ours
    assert "'4'" in theirs


def test_the_next_update_in_the_same_manner_is_no_repost() -> None:
    following = """Bargaining update, March 18

    We met with Tidewater in Oakland on Thursday, March 17. Management brought a counter on staffing
    and moved on wages for the first time. Our team of 36 members walked through every unit's grid
    with them. We return to the table on March 31. Wear your sticker every Thursday."""
    assert not is_repost(UPDATE, following)


def test_short_texts_are_reposts_only_when_they_are_the_same() -> None:
    assert is_repost("Stickers up on March 3!", "Stickers up on April 7!")
    assert not is_repost("Stickers up on March 3!", "Stickers up on April 7, friends!")
    assert not is_repost("", "")


@given(st.text(max_size=200), st.text(max_size=200))
def test_likeness_is_the_same_both_ways_and_of_itself_whole(one: str, other: str) -> None:
    first, second = fingerprint(one), fingerprint(other)
    assert likeness(first, second).percent == likeness(second, first).percent
    assert likeness(first, first).percent in {0, 100}


def test_a_weekday_that_does_not_fit_is_told() -> None:
    assert told("Friday, March 4, was long.", date(2021, 3, 6)) == [
        "March 4, 2021 is a Thursday, not a Friday."
    ]


def test_a_deadline_on_a_wrong_weekday_is_told_too() -> None:
    [conflict] = found("Reply by Friday, March 4.", date(2021, 3, 1))
    assert conflict.kind == "weekday"


def test_another_locals_days_are_told_with_who_says_them() -> None:
    theirs = KnownDays("the session in Los Angeles", date(2019, 7, 8), date(2019, 7, 12), "Local 9")
    [conflict] = found("We meet July 8-11 in Los Angeles.", date(2019, 6, 30), days=(theirs,))
    assert conflict.kind == "days"
    assert conflict.known is theirs
    assert conflict.says == (
        "“July 8-11” is read as July 8, 2019 to July 11, 2019; Local 9 has July 8, 2019 to "
        "July 12, 2019 for the session in Los Angeles."
    )


@pytest.mark.parametrize("text", ["We met on July 9.", "We meet July 8-12.", "We meet July 15-16."])
def test_a_day_inside_the_same_days_and_other_days_are_no_conflict(text: str) -> None:
    known = KnownDays("the session", date(2019, 7, 8), date(2019, 7, 12))
    assert told(text, date(2019, 7, 1), days=(known,)) == []


def test_a_session_on_another_day_than_the_record_has_for_its_number_is_told() -> None:
    fifth = KnownDays("session 5", date(2022, 3, 2), date(2022, 3, 2), number=5)
    assert told("Session 5 was held on March 3.", date(2022, 3, 6), days=(fifth,)) == [
        "“March 3” is read as March 3, 2022; the record has March 2, 2022 for session 5."
    ]
    assert told("Session 6 was held on March 3.", date(2022, 3, 6), days=(fifth,)) == []
    assert told("Round 5 was held on March 3.", date(2022, 3, 6), days=(fifth,)) == []


def test_a_headcount_that_differs_is_told_and_a_rounded_one_is_not() -> None:
    members = KnownCount("the coalition's members", 84_600, "members")
    assert told("We are 82,000 members.", date(2022, 3, 6), counts=(members,)) == [
        "“82,000 members”; the record has 84,600 for the coalition's members."
    ]
    for text in ("nearly 85,000 members", "over 84,000 members", "12,000 members", "900 nurses"):
        assert told(text, date(2022, 3, 6), counts=(members,)) == []
    assert len(told("over 85,000 members", date(2022, 3, 6), counts=(members,))) == 1
