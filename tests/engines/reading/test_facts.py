"""Facts of updates: held to texts marked by hand, and to what must hold of any text."""

from __future__ import annotations

import json
import time
from datetime import date
from typing import Any

import pytest
from bench.reading import (
    LEAST_OF_A_KIND,
    LEAST_PRECISION,
    LEAST_RECALL,
    groups,
    score,
    told,
)
from hypothesis import given
from hypothesis import strategies as st

from commontable.engines.reading.facts import KINDS, Fact, read_facts

CASES = [case for cases in groups().values() for case in cases]
PUBLISHED = date(2022, 3, 1)


def found(text: str, published: date = PUBLISHED, places: tuple[str, ...] = ()) -> list[str]:
    return [told(fact) for fact in read_facts(text, published=published, places=places)]


def only(text: str, published: date = PUBLISHED) -> Fact:
    [fact] = read_facts(text, published=published)
    return fact


@pytest.mark.parametrize("group", groups())
def test_precision_and_recall_stay_above_their_floors(group: str) -> None:
    total = score(groups()[group])
    assert total.precision() >= LEAST_PRECISION, total.told
    assert total.recall() >= LEAST_RECALL, total.told


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_fact_is_read_far_worse_than_the_others(kind: str) -> None:
    total = score(CASES)
    assert total.right[kind] >= 2
    assert total.precision(kind) >= LEAST_OF_A_KIND, total.told
    assert total.recall(kind) >= LEAST_OF_A_KIND, total.told


def test_there_are_enough_texts_to_measure_by() -> None:
    assert len(CASES) >= 90
    assert len(groups()["unseen"]) + len(groups()["later"]) > len(CASES) / 3
    assert sum(not case["finds"] for case in CASES) >= 10


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_every_fact_stands_where_it_says(case: dict[str, Any]) -> None:
    holds(case["text"], read_facts(case["text"], published=case["published"]))


def holds(text: str, facts: tuple[Fact, ...]) -> None:
    done = 0
    for fact in facts:
        assert done <= fact.start < fact.end <= len(text)
        assert fact.text == text[fact.start : fact.end]
        assert fact.kind in KINDS
        done = fact.end
    written = json.dumps([fact.as_data() for fact in facts])
    assert not any(isinstance(leaf, float) for leaf in leaves(json.loads(written)))


def leaves(data: Any) -> list[Any]:
    if isinstance(data, dict):
        data = list(data.values())
    return [leaf for each in data for leaf in leaves(each)] if isinstance(data, list) else [data]


PIECES = st.sampled_from(
    [
        *(
            "March",
            "May",
            "Dec.",
            "30",
            "3-4",
            "–",
            "Thursday",
            ", ",
            " ",
            "\n",
            "\u00a0",
            "\u00ad",
        ),
        *(
            "’",
            "2022",
            "3/14/22",
            "every",
            "by 5 p.m.",
            "$450",
            "million",
            "%",
            "12,000",
            "members",
        ),
        *(
            "session",
            "first",
            "Round",
            "31-CA-123456",
            "#Tag",
            "@us",
            "in Oakland",
            "and",
            "to",
            "²",
        ),
        *(
            "between",
            "99999999999",
            "Feb. 29",
            "0",
            "/",
            "of the month",
            "(",
            ")",
            "½",
            "¢",
            "Ⅻ",
            "٣",
        ),
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join)))
def test_no_text_breaks_it_and_its_facts_are_in_order_and_apart(text: str) -> None:
    holds(text, read_facts(text, published=PUBLISHED, places=("Ridgeway", "")))


@given(st.lists(PIECES, max_size=25).map(" ".join), st.dates())
def test_no_day_of_publication_breaks_it(text: str, published: date) -> None:
    holds(text, read_facts(text, published=published))


@given(st.sampled_from(CASES), st.integers(0, 5))
def test_typography_moves_the_places_of_facts_and_nothing_else(
    case: dict[str, Any], soft: int
) -> None:
    """Non-breaking spaces for spaces, soft hyphens in words, dashes for hyphens."""
    plain = case["text"]
    dressed = plain.replace(" ", "\u00a0").replace("-", "–").replace("'", "’")
    dressed = dressed.replace("e", "e\u00ad" * (soft > 2) or "e")
    ours = read_facts(plain, published=case["published"])
    theirs = read_facts(dressed, published=case["published"])
    assert [(one.kind, one.confidence) for one in ours] == [
        (one.kind, one.confidence) for one in theirs
    ]
    for one, other in zip(ours, theirs, strict=True):
        assert dressed[other.start : other.end] == other.text
        assert undressed(other.text) == undressed(one.text)


def undressed(text: str) -> str:
    plain = text.replace("\u00a0", " ").replace("\u00ad", "").replace("–", "-")
    return plain.replace("—", "-").replace("’", "'")


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("Offices close Dec. 28.", date(2022, 1, 4), "2021-12-28"),
        ("Offices close Jan. 4.", date(2021, 12, 28), "2022-01-04"),
        ("We return March 3.", date(2022, 3, 1), "2022-03-03"),
        ("Our contract expires October 1.", date(2022, 3, 1), "2022-10-01"),
        ("We have had no contract since October 1.", date(2022, 5, 1), "2021-10-01"),
        ("On Saturday, Oct. 1, we marched.", date(2022, 5, 1), "2022-10-01"),
        ("On Friday, Oct. 1, we marched.", date(2022, 5, 1), "2021-10-01"),
        ("Closed Dec. 30, 2021-Jan. 3, 2022.", date(2030, 1, 1), "2021-12-30/2022-01-03"),
        ("Closed Dec. 30-Jan. 3, 2022.", date(2030, 1, 1), "2021-12-30/2022-01-03"),
    ],
)
def test_a_year_that_is_not_written_comes_from_the_day_of_publication(
    text: str, published: date, value: str
) -> None:
    assert only(text, published).value_as_data() == value
    written = any(figures in text for figures in ("2021", "2022"))
    assert only(text, published).inferred is not written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the strike is 10/4-10/7", "2023-10-04/2023-10-07"),
        ("from 9/14 to 9/30", "2023-09-14/2023-09-30"),
        ("on 10/4 – 7", "2023-10-04/2023-10-07"),
        ("Sept 26/27", ["2023-09-26", "2023-09-27"]),
        ("8 to 11 July", "2023-07-08/2023-07-11"),
        ("Sept. 5, 6, 7 & 8", ["2023-09-05", "2023-09-06", "2023-09-07", "2023-09-08"]),
        ("Tues., Sept. 5 - Fri., Sept. 8", "2023-09-05/2023-09-08"),
        ("Aug. 31-Sept. 1", "2023-08-31/2023-09-01"),
        ("between Sept. 5 and 8", "2023-09-05/2023-09-08"),
        ("Friday the 8th of September", "2023-09-08"),
        ("Oct. 1, 2023 – Sept. 30, 2027", "2023-10-01/2027-09-30"),
    ],
)
def test_days_and_ranges_are_read_however_they_are_written(text: str, value: object) -> None:
    fact = only(text, date(2023, 9, 1))
    assert fact.value_as_data() == value
    assert "not a" not in " ".join(fact.notes)


def test_an_inferred_year_is_told_and_never_called_sure() -> None:
    fact = only("We return March 3.")
    assert fact.inferred
    assert fact.confidence == "likely"
    assert fact.notes == ("The year is not written; read as 2022.",)


def test_a_weekday_that_is_not_the_days_is_told_and_moves_no_year() -> None:
    fact = only("On Friday, March 4, they answered.", date(2021, 3, 6))
    assert fact.value_as_data() == "2021-03-04"
    assert fact.confidence == "unsure"
    assert fact.notes[-1] == "March 4, 2021 is a Thursday, not a Friday."


def test_each_weekday_of_a_range_is_looked_at() -> None:
    fact = only("Thursday and Saturday, March 3-4, 2022")
    assert fact.notes == ("March 4, 2022 is a Friday, not a Saturday.",)


def test_a_day_that_no_calendar_has_is_told_without_a_value() -> None:
    fact = only("The count is June 31, 2022.")
    assert fact.value is None
    assert fact.confidence == "unsure"


@pytest.mark.parametrize(
    "text",
    [
        "March 3, 12 of the buses were late",
        "we may 3 times decline",
        "24/7 and 50/50 and 9-1-1",
        "https://union.example.org/2022/03/14/march-3",
        "write to june30@union.example.org",
        "the March on the boss",
    ],
)
def test_what_only_looks_like_days_is_none(text: str) -> None:
    assert [one for one in found(text) if "-" in one.rsplit("|", 1)[1]] in (
        [],
        ["date | March 3 | 2022-03-03"],
    )


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("$1,000 and $2,000", ["money | $1,000 | 100000", "money | $2,000 | 200000"]),
        ("between $1,000 and $2,000", ["money | $1,000 and $2,000 | 100000-200000"]),
        ("from $30 to $25", ["money | $30 | 3000", "money | $25 | 2500"]),
        ("$1.5-2 million", ["money | $1.5-2 million | 150000000-200000000"]),
        ("$900 to $1 million", ["money | $900 to $1 million | 90000-100000000"]),
        ("$25/hr minimum", ["money | $25/hr | 2500 hour"]),
        ("USD 5 million", ["money | USD 5 million | 500000000"]),
        ("$.75/hr", ["money | $.75/hr | 75 hour"]),
        ("$450 MILLION DOLLARS", ["money | $450 MILLION | 45000000000"]),
        ("Year 1: 7%, Year 2: 6%", ["percentage | 7% | 7 y1", "percentage | 6% | 6 y2"]),
        ("year 1 – 4%, year 2 – 3%", ["percentage | 4% | 4 y1", "percentage | 3% | 3 y2"]),
        ("4% (year 1), 3% (year 2)", ["percentage | 4% | 4 y1", "percentage | 3% | 3 y2"]),
        ("half a percent", []),
        ("three and a half percent", ["percentage | three and a half percent | 3.5"]),
        ("3% and 4%", ["percentage | 3% | 3", "percentage | 4% | 4"]),
        ("3-4%", ["percentage | 3-4% | 3-4"]),
        ("Year 2: 4%", ["percentage | 4% | 4 y2"]),
        ("several hundred workers, 7 of 10 members, 1 in 3 nurses", []),
        ("400-plus nurses", ["headcount | 400-plus nurses | 400"]),
        ("between 150 and 200 clerks", ["headcount | 150 and 200 clerks | 150-200"]),
        ("85K members", ["headcount | 85K members | 85000"]),
        ("Local 12 members", []),
        ("40 specialists", ["headcount | 40 specialists | 40"]),
        ("two waiting lists", []),
        ("after the session one nurse said", []),
        ("Session one was short", ["session | Session one | session 1"]),
        ("our 2022 members", []),
        ("twenty-first session", ["session | twenty-first session | session 21"]),
        ("Sessions 3-5", ["session | Sessions 3-5 | session 3,4,5"]),
        ("a round of applause, the first round of layoffs", []),
        ("32CA123456", ["case | 32CA123456 | 32-CA-123456"]),
        ("#7 and #1u", ["hashtag | #1u | #1u"]),
        ("@ 6 pm, a@b.example", []),
    ],
)
def test_figures_are_read_as_people_mean_them(text: str, facts: list[str]) -> None:
    assert found(text) == facts


def test_money_is_whole_cents_and_says_what_bounds_it() -> None:
    fact = only("more than $1.234 million a year")
    assert fact.value_as_data() == {
        "cents": 123_400_000,
        "currency": "USD",
        "per": "year",
        "bound": "more than",
    }


def test_both_forms_of_a_case_meet_in_one() -> None:
    old, new = read_facts("31-CA-29796 and 31–CA–029796", published=PUBLISHED)
    assert old.value_as_data()["padded"] == new.value_as_data()["padded"] == "31-CA-029796"  # type: ignore[call-overload,index]


def test_a_deadline_holds_its_day_and_no_day_stands_beside_it() -> None:
    fact = only("Reply before noon on Friday, March 4.")
    assert fact.kind == "deadline"
    assert fact.value_as_data() == {"date": "2022-03-04", "time": "12:00"}


def test_what_had_happened_by_a_day_is_no_deadline() -> None:
    assert found("By March 1, 2,000 had signed.") == ["date | March 1 | 2022-03-01"]


def test_places_that_the_caller_names_are_known() -> None:
    assert found("SCAL and Ridgeway hold out.", places=("SCAL", "Ridgeway")) == [
        "place | SCAL | SCAL",
        "place | Ridgeway | Ridgeway",
    ]


def test_a_name_from_the_caller_is_known_in_any_typography() -> None:
    assert found("We met in St. Ann’s\u00a0Hall.", places=("St. Ann's Hall",)) == [
        "place | St. Ann’s Hall | St. Ann's Hall"
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Meet at 3600 Broadway, Harbor Hall.", ["3600 Broadway", "Harbor Hall"]),
        ("in St. Louis, Mo., and Ohio", ["St. Louis, Mo.", "Ohio"]),
        ("in Ohio, Kentucky and Virginia", ["Ohio", "Kentucky", "Virginia"]),
        ("at Lisbon, Wells and Canton, Ohio", ["Lisbon", "Wells", "Canton, Ohio"]),
        ("The Oregon Nurses Association says", []),
        ("We believe in Solidarity in Bargaining", []),
        ("the Denver Post", []),
        ("Next Town Hall: Monday", []),
    ],
)
def test_places_are_read_as_they_are_named(text: str, places: list[str]) -> None:
    facts = read_facts(text, published=PUBLISHED)
    assert [fact.text for fact in facts if fact.kind == "place"] == places


def test_items_of_a_list_are_never_read_into_one_another() -> None:
    assert found("Dates:\n- March 3\n- 4 members spoke") == [
        "date | March 3 | 2022-03-03",
        "headcount | 4 members | 4",
    ]


@pytest.mark.parametrize(
    "unit",
    [
        *("March 3-", "March 3, ", "3/4 ", "Monday, ", "Mondays, Tuesdays in Ab ", "by 5 p.m. "),
        *("$3-$3-", "3, 3 and ", "3/", "five ", "5 big ", "5 of our ", "first and ", "session 1, "),
        *("a-", "#a", "@a.", "a@b", "http://a", "Ridge ", "Ridge, ", "in Ab, Cd and ", "1 St "),
        *("1", "1,000,", "x", " ", "\n", "\u00ad", "(", "1-CA-", "University of the "),
    ],
)
def test_a_text_made_to_be_slow_is_read_all_the_same(unit: str) -> None:
    """No bound on time is asserted: a pattern that explodes would not end at all."""
    begun = time.process_time()
    text = unit * (40_000 // len(unit))
    holds(text, read_facts(text, published=PUBLISHED))
    assert time.process_time() >= begun
