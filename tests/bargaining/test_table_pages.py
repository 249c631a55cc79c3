"""Pages of tables, statements and interests as a browser meets them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse

from bargaining.browsing import browser_of
from bargaining.pictures import PNG
from cast import Cast, Member, enter
from commontable.bargaining.models import (
    Campaign,
    GroundRule,
    Interest,
    Option,
    Precondition,
    Statement,
    Table,
    TableDependency,
)
from commontable.bargaining.services.preconditions import impose_precondition
from commontable.bargaining.services.sessions import convene_session
from commontable.bargaining.services.statements import Saying, approve_wording, record_statement
from commontable.bargaining.words import Side, StatementKind

pytestmark = pytest.mark.django_db


def get(member: Member, name: str, /, *args: object, **query: object) -> HttpResponse:
    return browser_of(member).get(reverse(f"bargaining:{name}", args=args), query)


def post(member: Member, name: str, /, *args: object, **data: object) -> HttpResponse:
    return browser_of(member).post(reverse(f"bargaining:{name}", args=args), data)


def text_of(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def test_tables_are_listed_by_campaign_as_far_as_one_may_see(cast: Cast) -> None:
    seen = text_of(get(cast.chief, "tables"))
    assert "Common table" in seen
    assert "Nurses local table" not in seen
    assert "Nurses local table" in text_of(get(cast.nurses_officer, "tables"))


def test_a_coalition_without_a_campaign_is_told_what_to_do_first(cast: Cast) -> None:
    shown = text_of(get(cast.stranger, "tables"))
    assert "No campaign yet" in shown
    assert reverse("bargaining:open_campaign") in shown


def test_a_campaign_is_opened_and_its_table_next(cast: Cast) -> None:
    response = post(
        cast.chief, "open_campaign", employer=cast.campaign.employer_id, name="Spring", year="2027"
    )
    assert response.status_code == 303
    enter(cast.chief)
    campaign = Campaign.objects.get(name="Spring")
    assert response.headers["Location"].endswith(f"?campaign={campaign.pk}")
    again = post(
        cast.chief, "open_campaign", employer=cast.campaign.employer_id, name="Spring", year="2027"
    )
    assert again.status_code == 422
    assert 'value="Spring"' in text_of(again)


def test_an_officer_opens_a_local_table_but_no_common_one(cast: Cast) -> None:
    facts = {"campaign": cast.campaign.pk, "name": "Second table", "method": "interest_based"}
    refused = post(cast.nurses_officer, "open_table", whose="common", **facts)
    assert refused.status_code == 422
    assert 'value="Second table"' in text_of(refused)
    assert (
        post(cast.nurses_officer, "open_table", whose=str(cast.nurses.pk), **facts).status_code
        == 303
    )
    enter(cast.nurses_officer)
    table = Table.objects.get(name="Second table")
    assert (table.union_id, table.kind) == (cast.nurses.pk, "local")
    shown = text_of(get(cast.nurses_officer, "table", table.pk)).split("page-actions")[1]
    interests = shown.index(reverse("bargaining:interests", args=[table.pk]))
    assert interests < shown.index(reverse("bargaining:sessions", args=[table.pk]))


def test_rules_and_preconditions_are_recorded_from_the_page(cast: Cast) -> None:
    today = cast.team.actor.on.isoformat()
    post(cast.team, "agree_ground_rule", cast.common.pk, text="No phones.", agreed_on=today)
    enter(cast.team)
    rule = GroundRule.objects.get()
    post(cast.team, "replace_ground_rule", rule.pk, text="Phones are silent.", agreed_on=today)
    post(
        cast.team,
        "impose_precondition",
        cast.common.pk,
        side="employer",
        text="Local issues first.",
        imposed_on=today,
    )
    enter(cast.team)
    precondition = Precondition.objects.get()
    post(cast.team, "precondition_event", precondition.pk, kind="objected", on=today)
    shown = text_of(get(cast.observer, "table", cast.common.pk))
    for words in ("Phones are silent.", "1 earlier wording", "Local issues first.", "objected to"):
        assert words in shown


def test_a_rule_for_tomorrow_comes_back_as_typed(cast: Cast) -> None:
    tomorrow = (cast.team.actor.on + timedelta(days=1)).isoformat()
    response = post(
        cast.team, "agree_ground_rule", cast.common.pk, text="No phones.", agreed_on=tomorrow
    )
    assert response.status_code == 422
    assert "That day has not come yet." in text_of(response)
    assert "No phones.</textarea>" in response.content.decode()
    enter(cast.team)
    assert not GroundRule.objects.exists()


def test_what_became_of_a_dropped_precondition_cannot_be_told_again(cast: Cast) -> None:
    actor = enter(cast.team)
    precondition = impose_precondition(
        actor=actor, table=cast.common, side=Side.UNION, text="Data first.", imposed_on=actor.on
    )
    data = {"kind": "dropped", "on": actor.on.isoformat(), "note": "By phone."}
    assert post(cast.team, "precondition_event", precondition.pk, **data).status_code == 303
    again = post(cast.team, "precondition_event", precondition.pk, **data)
    assert again.status_code == 422
    assert "By phone.</textarea>" in again.content.decode()


def test_a_local_table_is_made_to_wait_and_shows_for_what(cast: Cast) -> None:
    data = {"on_table": cast.common.pk, "issue": cast.wages.pk, "note": "Differentials."}
    table = cast.nurses_local.pk
    assert post(cast.nurses_officer, "make_wait", table, **data).status_code == 303
    assert "not yet" in text_of(get(cast.nurses_officer, "table", table))
    again = post(cast.nurses_officer, "make_wait", table, **data)
    assert again.status_code == 422
    assert "waits for Wages already" in text_of(again)
    enter(cast.nurses_officer)
    assert TableDependency.objects.count() == 1
    assert get(cast.chief, "make_wait", table).status_code == 404


def statement(cast: Cast, **facts: object) -> Statement:
    actor = enter(cast.team)
    kept = {
        "kind": StatementKind.QUOTE,
        "side": Side.UNION,
        "speaker": "Rosa Lima",
        "said_on": actor.on,
        "words": "Eleven patients.",
    } | facts
    return record_statement(actor=actor, campaign=cast.campaign, saying=Saying(**kept))  # type: ignore[arg-type]


def test_a_statement_is_recorded_and_a_bad_one_comes_back(cast: Cast) -> None:
    data = {
        "kind": "admission",
        "side": "employer",
        "speaker": "D. Lindqvist",
        "said_on": cast.team.actor.on.isoformat(),
        "words": "We could pay it.",
        "issue": cast.wages.pk,
    }
    assert post(cast.team, "record_statement", cast.campaign.pk, **data).status_code == 303
    bad = post(cast.team, "record_statement", cast.campaign.pk, **(data | {"speaker": ""}))
    assert bad.status_code == 422
    assert "We could pay it.</textarea>" in bad.content.decode()
    later = cast.team.actor.on + timedelta(days=2)
    future = post(
        cast.team, "record_statement", cast.campaign.pk, **(data | {"said_on": later.isoformat()})
    )
    assert future.status_code == 422
    assert "That day has not come yet." in text_of(future)


def test_a_picture_is_sent_with_the_statement(cast: Cast) -> None:
    actor = enter(cast.team)
    session = convene_session(actor=actor, table=cast.common, days=[actor.on])
    data = {
        "kind": "quote",
        "side": "union",
        "speaker": "Rosa Lima",
        "said_on": actor.on.isoformat(),
        "words": "Eleven patients.",
        "session": session.pk,
        "picture_shows": "Rosa Lima at the gate",
    }
    page = cast.campaign.pk
    sent = post(
        cast.team, "record_statement", page, **data, new_picture=SimpleUploadedFile("r.png", PNG)
    )
    assert sent.status_code == 303
    shown = browser_of(cast.observer).get(sent.headers["Location"]).content.decode()
    assert 'alt="Rosa Lima at the gate"' in shown
    fake = SimpleUploadedFile("r.png", b"no picture at all")
    assert post(cast.team, "record_statement", page, **data, new_picture=fake).status_code == 422


def test_the_list_is_narrowed_from_the_address_and_odd_values_narrow_nothing(cast: Cast) -> None:
    statement(cast, issue=cast.staffing)
    statement(cast, words="We could pay it.", side=Side.EMPLOYER, kind=StatementKind.ADMISSION)
    page = cast.campaign.pk
    narrowed = text_of(get(cast.observer, "statements", page, kind="admission"))
    assert "We could pay it." in narrowed
    assert "Eleven patients." not in narrowed
    assert "1 statement " in narrowed
    odd = get(cast.observer, "statements", page, kind="rumour", issue="nine", page="zz")
    assert odd.status_code == 200
    assert "2 statements" in text_of(odd)
    assert "No statement is like that." in text_of(
        get(cast.observer, "statements", page, speaker="Nobody")
    )


def test_wording_is_approved_by_communications_and_public_words_ask_for_consent(
    cast: Cast,
) -> None:
    kept = statement(cast)
    refused = post(cast.communications, "approve_wording", kept.pk, wording="Eleven.", public="on")
    assert refused.status_code == 422
    assert "Public words need consent." in text_of(refused)
    assert "Eleven.</textarea>" in refused.content.decode()
    data = {"wording": "Eleven.", "public": "on", "consent": "on"}
    assert post(cast.communications, "approve_wording", kept.pk, **data).status_code == 303
    assert "may be used in public" in text_of(get(cast.observer, "statement", kept.pk))
    assert post(cast.research, "approve_wording", kept.pk, **data).status_code == 404
    assert post(cast.communications, "withdraw_approval", kept.pk).status_code == 303
    assert "Approval withdrawn" in text_of(get(cast.observer, "statement", kept.pk))


def test_a_correction_leads_from_the_old_entry_to_the_new_one(cast: Cast) -> None:
    kept = statement(cast)
    approve_wording(
        actor=enter(cast.communications),
        statement=kept,
        wording="Eleven.",
        consent=True,
        public=True,
    )
    form = text_of(get(cast.team, "correct_statement", kept.pk))
    assert "Eleven patients.</textarea>" in form
    data = {
        "kind": "quote",
        "side": "union",
        "speaker": "Rosa Lima",
        "said_on": cast.team.actor.on.isoformat(),
        "words": "Twelve patients.",
        "reason": "misheard",
    }
    response = post(cast.team, "correct_statement", kept.pk, **data)
    assert response.status_code == 303
    old = text_of(get(cast.observer, "statement", kept.pk))
    assert "This entry was corrected since." in old
    assert response.headers["Location"] in old
    assert "not for publication" in text_of(
        browser_of(cast.observer).get(response.headers["Location"])
    )
    again = post(cast.team, "correct_statement", kept.pk, **data)
    assert again.status_code == 422
    assert "Twelve patients.</textarea>" in again.content.decode()


def test_words_are_shown_as_words_never_as_markup(cast: Cast) -> None:
    kept = statement(cast, words="<script>alert(1)</script>", speaker="<b>Rosa</b>")
    for response in (
        get(cast.observer, "statement", kept.pk),
        get(cast.observer, "statements", cast.campaign.pk),
    ):
        assert "<script>alert" not in response.content.decode()
        assert "<b>Rosa" not in response.content.decode()


def test_interests_and_options_are_stated_from_their_page(cast: Cast) -> None:
    table, today = cast.common.pk, cast.team.actor.on.isoformat()
    assert "No interest is stated yet" in text_of(get(cast.team, "interests", table))
    issue = cast.staffing.pk
    post(cast.team, "state_interest", table, issue=issue, side="union", text="Nobody missed.")
    post(cast.team, "raise_option", table, issue=issue, text="A float pool.", raised_on=today)
    shown = text_of(get(cast.observer, "interests", table))
    assert "Nobody missed." in shown
    assert "A float pool." in shown
    bad = post(cast.team, "raise_option", table, issue="", text="Another", raised_on=today)
    assert bad.status_code == 422
    assert "Another</textarea>" in bad.content.decode()
    empty = post(cast.team, "state_interest", table, issue=issue, side="sideways", text="Ours")
    assert empty.status_code == 422
    enter(cast.team)
    assert (Interest.objects.count(), Option.objects.count()) == (1, 1)
