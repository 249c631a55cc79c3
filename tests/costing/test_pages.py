"""The screens of costing: what is kept is shown to whom it may be, and said when it is stale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import override_settings
from django.urls import reverse

from bargaining.browsing import browser_of
from bargaining.passing import passes, raises
from cast import Cast, Member, enter
from commontable.bargaining.words import Side
from commontable.common import dates
from commontable.costing.models import Pricing, Scenario
from commontable.costing.services import pricing
from commontable.costing.services.scenarios import make_position_scenario
from costing.grounds import CONTRACT, basis_for, pricing_process

KNOB = "E-1.wages.1#percent"


@pytest.fixture
def answering(tmp_path: Path) -> Iterator[None]:
    with pricing_process(tmp_path):
        yield


def two_sides(cast: Cast) -> tuple[Scenario, Scenario]:
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3", "2"))
    passes(cast, Side.UNION, [cast.wages], terms=raises(cast.wages, "5", "4"))
    basis = basis_for(cast)
    theirs, ours = (
        make_position_scenario(
            actor=enter(cast.research),
            basis=basis,
            table_id=cast.common.pk,
            side=side,
            name=name,
        )
        for side, name in ((Side.EMPLOYER, "Theirs"), (Side.UNION, "Ours"))
    )
    return theirs, ours


def page(cast: Cast, member: Member, name: str, *args: object, **query: object) -> str:
    address = reverse(f"costing:{name}", args=args)
    answer = browser_of(member).get(f"{address}?{urlencode(query, doseq=True)}")
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", answer.content.decode())


def everything_priced(cast: Cast) -> None:
    """What the worker would do."""
    enter(cast.research)
    for row in Pricing.objects.order_by("id"):
        pricing.price(coalition_id=row.coalition_id, union_id=row.union_id, pricing_id=row.pk)
        enter(cast.research)


def test_a_scenario_is_asked_for_when_it_is_first_looked_at_and_shown_when_it_is_priced(
    cast: Cast, answering: None
) -> None:
    theirs, _ = two_sides(cast)
    waiting = page(cast, cast.research, "scenario", theirs.pk)
    assert "Theirs: being priced" in waiting
    assert 'hx-trigger="every 1s"' in waiting
    everything_priced(cast)
    shown = page(cast, cast.research, "scenario", theirs.pk)
    assert "New money over the status quo" in shown
    assert "3 % general increase" in shown
    assert "E-1" in shown
    assert "Who gains and who loses" in shown
    assert "hx-trigger" not in shown.partition('id="answer"')[2][:200]


def test_the_comparison_says_how_far_apart_and_what_closes_it(cast: Cast, answering: None) -> None:
    theirs, _ = two_sides(cast)
    page(cast, cast.research, "compare", theirs.basis_id)
    everything_priced(cast)
    shown = page(cast, cast.research, "compare", theirs.basis_id)
    assert "From Theirs to Ours" in shown
    assert "What closes it" in shown
    assert "Compounded: the last year over the flat base" in shown
    assert "Carry-over into the year after" in shown


def test_who_sees_figures_only_sees_totals_and_nothing_by_group_or_term(
    cast: Cast, answering: None
) -> None:
    theirs, _ = two_sides(cast)
    for name, number in (("scenario", theirs.pk), ("compare", theirs.basis_id)):
        page(cast, cast.team, name, number)
        everything_priced(cast)
        shown = page(cast, cast.team, name, number)
        assert "New money over the status quo" in shown
        for hidden in ("Who gains", "By union", "Term by term", "What closes it", "Pharmacist"):
            assert hidden not in shown, (name, hidden)


def test_what_the_engine_says_of_single_workers_is_for_who_may_see_them(
    cast: Cast, answering: None
) -> None:
    # The census has other rates than this contract's steps: the engine names the first such worker.
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3"))
    theirs = make_position_scenario(
        actor=enter(cast.research),
        basis=basis_for(cast, contract=CONTRACT.replace("[29, 31, 33]", "[29, 30, 33]")),
        table_id=cast.common.pk,
        side=Side.EMPLOYER,
        name="Theirs",
    )
    for name, number in (("scenario", theirs.pk), ("compare", theirs.basis_id)):
        page(cast, cast.research, name, number)
        everything_priced(cast)
        assert "not the schedule" in page(cast, cast.research, name, number)
        assert "not the schedule" not in page(cast, cast.team, name, number)


def test_a_question_that_stands_still_is_asked_again_by_looking(cast: Cast) -> None:
    theirs, _ = two_sides(cast)
    page(cast, cast.research, "scenario", theirs.pk)
    enter(cast.research)
    left = dates.now() - timedelta(minutes=30)
    Pricing.objects.update(status="working", done=3, of=9, moved_at=left)
    page(cast, cast.research, "scenario", theirs.pk)
    enter(cast.research)
    again = Pricing.objects.get()
    assert (again.status, again.done) == ("waiting", 0)
    assert again.moved_at > left


def test_a_turned_figure_moves_totals_and_gap_without_a_script(cast: Cast, answering: None) -> None:
    theirs, ours = two_sides(cast)
    before = page(cast, cast.research, "night", theirs.pk, against=ours.pk)
    assert f'name="{KNOB}"' in before
    after = page(cast, cast.research, "night", theirs.pk, against=ours.pk, **{KNOB: "3.5"})
    assert "is-turned" in after

    def headline(shown: str) -> list[str]:
        return re.findall(r"<dd title=\"([^\"]+)\"", shown)

    assert headline(before) != headline(after)
    fragment = page(
        cast, cast.research, "night_figures", theirs.pk, against=ours.pk, **{KNOB: "3.5"}
    )
    assert headline(fragment) == headline(after)
    assert "<html" not in fragment
    closes = page(cast, cast.research, "night_closing", theirs.pk, against=ours.pk)
    assert "+0.25%" in closes
    refused = page(cast, cast.research, "night", theirs.pk, **{KNOB: "a lot"})
    assert "That is no figure." in refused
    assert 'aria-invalid="true"' in refused
    slip = page(cast, cast.research, "night", theirs.pk, **{KNOB: "0.03"})
    assert "Write 3 for three percent." in slip


def test_what_was_turned_is_kept_under_its_name(cast: Cast, answering: None) -> None:
    theirs, _ = two_sides(cast)
    answer = browser_of(cast.research).post(
        reverse("costing:night_save", args=[theirs.pk]), {"name": "At midnight", KNOB: "3.5"}
    )
    assert answer.status_code == 303
    enter(cast.research)
    kept = Scenario.objects.get(name="At midnight")
    assert answer.headers["Location"] == reverse("costing:scenario", args=[kept.pk])
    assert "percent: 3.5" in kept.offer


def test_without_the_process_the_screen_says_so_and_keeps_what_was_typed(
    cast: Cast, tmp_path: Path
) -> None:
    theirs, _ = two_sides(cast)
    with override_settings(PRICING_SOCKET=tmp_path / "nobody.sock"):
        shown = page(cast, cast.research, "night", theirs.pk, **{KNOB: "3.5"})
    assert "The pricing process does not answer." in shown
    assert 'value="3.5"' in shown


def test_the_board_shows_what_positions_are_worth_and_since_when_they_are_stale(
    cast: Cast, answering: None
) -> None:
    theirs, _ = two_sides(cast)

    def board(member: Member, name: str = "board") -> str:
        answer = browser_of(member).get(reverse(f"bargaining:{name}", args=[cast.common.pk]))
        return re.sub(r"\s+", " ", answer.content.decode())

    assert "not priced yet" in board(cast.research)
    page(cast, cast.research, "compare", theirs.basis_id)
    everything_priced(cast)
    for name in ("board", "gaps"):
        shown = board(cast.research, name)
        assert "apart $" in shown
        assert "Over the status quo" in shown
    assert '<th scope="col">Worth</th>' in board(cast.research)
    # Totals for who sees figures only; nothing for who sees no census.
    team = board(cast.team)
    assert "Over the status quo" in team
    assert '<th scope="col">Worth</th>' not in team
    assert "Over the status quo" not in board(cast.observer)
    assert "Over the status quo" not in board(cast.nurses_officer)
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3.25", "2"))
    assert "stale since something crossed the table" in board(cast.research)


def test_a_unions_officer_makes_a_costing_of_the_own_rows(cast: Cast) -> None:
    census = basis_for(cast).census
    officer = browser_of(cast.nurses_officer)
    answer = officer.post(
        reverse("costing:new_basis"),
        {
            "name": "Nurses alone",
            "home": cast.nurses.pk,
            "campaign": cast.campaign.pk,
            "census": census.pk,
            "contract": CONTRACT,
            "readings": "",
        },
    )
    assert answer.status_code == 303
    home = browser_of(cast.nurses_officer).get(reverse("costing:home")).content.decode()
    assert "Nurses alone" in home
    assert "Census and contract" not in home
    broken = officer.post(
        reverse("costing:new_basis"),
        {
            "name": "Broken",
            "home": cast.nurses.pk,
            "campaign": cast.campaign.pk,
            "census": census.pk,
            "contract": CONTRACT.replace("percent: 1.45", "percentage: 1.45"),
            "readings": "",
        },
    )
    assert broken.status_code == 422
    assert "line 11" in broken.content.decode()
    assert "Was percent meant?" in broken.content.decode()


def test_futures_stand_beside_the_model_they_are_drawn_from(cast: Cast, answering: None) -> None:
    theirs, _ = two_sides(cast)
    asked = {
        "turnover": "10",
        "turnover_spread": "15",
        "overtime_spread": "10",
        "medical_spread": "2",
        "runs": "1000",
        "seed": "7",
        "above": "1",
    }
    page(cast, cast.research, "futures", theirs.pk, **asked)
    everything_priced(cast)
    shown = page(cast, cast.research, "futures", theirs.pk, **asked)
    assert "10.0% of the workers leave in a year" in shown
    assert "of the futures cost more than $1,000,000" in shown
    assert "chart-fan-outer" in shown
