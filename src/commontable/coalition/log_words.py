"""The log in plain words: what each act is called, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# A domain above may add an act before it is named here: then its own word is shown, spaced out.
ACTS: dict[str, Promise] = {
    "accept_invitation": gettext_lazy("accepted an invitation"),
    "add_article": gettext_lazy("added an article"),
    "add_employer": gettext_lazy("added an employer"),
    "add_facility": gettext_lazy("added a facility"),
    "add_internal_note": gettext_lazy("added an internal note"),
    "add_person": gettext_lazy("added a person"),
    "add_region": gettext_lazy("added a region"),
    "add_union": gettext_lazy("added a union"),
    "add_unit": gettext_lazy("added a bargaining unit"),
    "agree_ground_rule": gettext_lazy("recorded a ground rule"),
    "amend_issue": gettext_lazy("amended an issue"),
    "amend_sheet": gettext_lazy("arranged a comparison sheet anew"),
    "appoint_first_officer": gettext_lazy("appointed a union's first officer"),
    "approve_wording": gettext_lazy("approved wording for the public"),
    "begin_import": gettext_lazy("took up a file to be imported"),
    "bring_in_census": gettext_lazy("brought in a census"),
    "bring_in_comparators": gettext_lazy("brought in comparators"),
    "bring_in_wage_schedule": gettext_lazy("brought in a wage schedule"),
    "charter_local": gettext_lazy("added a local"),
    "choose_part": gettext_lazy("said which file of a mail is the paper"),
    "convene_session": gettext_lazy("convened a session"),
    "correct_draft": gettext_lazy("corrected a draft"),
    "correct_proposal": gettext_lazy("corrected the entry of a proposal"),
    "correct_statement": gettext_lazy("corrected the entry of a statement"),
    "create_coalition": gettext_lazy("created the coalition"),
    "declare_issue": gettext_lazy("recorded what was declared of an issue"),
    "discard_draft": gettext_lazy("set a draft aside"),
    "discard_import": gettext_lazy("discarded a file that was to be imported"),
    "end_authority": gettext_lazy("ended an authority"),
    "export_exhibits": gettext_lazy("exported exhibits"),
    "found_demo_coalition": gettext_lazy("created the demonstration's coalition"),
    "grant_authority": gettext_lazy("gave authority"),
    "impose_precondition": gettext_lazy("recorded a pre-condition"),
    "invite": gettext_lazy("invited somebody"),
    "join_pieces": gettext_lazy("joined two pieces of a draft"),
    "link_article": gettext_lazy("linked an issue with an article"),
    "load_contract_draft": gettext_lazy("loaded a draft as a contract"),
    "make_costing_basis": gettext_lazy("made a basis for costing"),
    "make_demand": gettext_lazy("made a demand of a priority"),
    "make_scenario": gettext_lazy("made a scenario to be costed"),
    "make_sheet": gettext_lazy("arranged a comparison sheet"),
    "make_sheet_version": gettext_lazy("made a version of a comparison sheet"),
    "make_wait": gettext_lazy("recorded what a local table waits for"),
    "open_campaign": gettext_lazy("opened a campaign"),
    "open_contract": gettext_lazy("opened a contract"),
    "open_table": gettext_lazy("opened a table"),
    "pass_draft": gettext_lazy("passed a draft on as a proposal"),
    "page_stamp": gettext_lazy("made a page-stamped copy of an exhibit"),
    "pass_proposal": gettext_lazy("passed a proposal"),
    "raise_issue": gettext_lazy("raised an issue"),
    "raise_option": gettext_lazy("raised an option"),
    "rank_priority": gettext_lazy("ranked a priority"),
    "record_attendance": gettext_lazy("recorded who was there"),
    "record_benefit_inventory": gettext_lazy("recorded what a unit's benefits are"),
    "record_campaign_event": gettext_lazy("recorded an event of the campaign"),
    "record_custody": gettext_lazy("recorded the custody of an exhibit"),
    "record_comparator": gettext_lazy("recorded what another employer pays"),
    "record_headcount": gettext_lazy("recorded a headcount"),
    "record_joining": gettext_lazy("recorded that a union joined"),
    "record_leaving": gettext_lazy("recorded that a union left"),
    "record_outcome": gettext_lazy("recorded what came of a session"),
    "record_pattern": gettext_lazy("recorded what another group settled"),
    "record_priority": gettext_lazy("recorded a priority of the members"),
    "record_report": gettext_lazy("recorded how a session was reported"),
    "record_settlement": gettext_lazy("recorded the settlement"),
    "record_sidebar": gettext_lazy("recorded a sidebar"),
    "record_statement": gettext_lazy("recorded a statement"),
    "record_status_quo": gettext_lazy("recorded what stands today"),
    "record_succession": gettext_lazy("recorded in which article an earlier one goes on"),
    "renew_scenario": gettext_lazy("took a scenario over as it is now"),
    "reopen_draft": gettext_lazy("took up a draft again"),
    "release_paycheck": gettext_lazy("released a paycheck page"),
    "release_sheet": gettext_lazy("released a public edition of a sheet"),
    "replace_ground_rule": gettext_lazy("replaced a ground rule"),
    "make_calendar_address": gettext_lazy("made a calendar address of their own"),
    "revoke_calendar_address": gettext_lazy("revoked their calendar address"),
    "correct_caucus": gettext_lazy("corrected a caucus"),
    "cancel_session": gettext_lazy("called a session off"),
    "reschedule_session": gettext_lazy("rescheduled a session"),
    "revise_article": gettext_lazy("revised an article"),
    "revise_wage_schedule": gettext_lazy("entered the next version of a wage schedule"),
    "revoke_invitation": gettext_lazy("revoked an invitation"),
    "sign_tentative_agreement": gettext_lazy("recorded a tentative agreement"),
    "split_piece": gettext_lazy("split a piece of a draft"),
    "state_interest": gettext_lazy("stated an interest"),
    "store_exhibit": gettext_lazy("stored an exhibit"),
    "take_all_terms": gettext_lazy("took all suggested terms of a draft"),
    "take_in_document": gettext_lazy("took in a document as a draft"),
    "withdraw_approval": gettext_lazy("took back approved wording"),
    "withdraw_proposal": gettext_lazy("withdrew a proposal"),
    "withdraw_paycheck": gettext_lazy("withdrew a paycheck page"),
    "withdraw_release": gettext_lazy("withdrew a public edition of a sheet"),
    "withdraw_tentative_agreement": gettext_lazy("withdrew a tentative agreement"),
    "word_row": gettext_lazy("set the team's words on a row of a sheet"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One fact: what it was and what it became; either may be empty."""

    fact: str
    before: str
    after: str


def act(verb: str) -> str:
    """``"pass_proposal"`` is "passed a proposal"."""
    named = ACTS.get(verb)
    return str(named) if named is not None else verb.replace("_", " ")


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """The facts in which before and after differ, in the order the act gave them."""
    return [
        Change(fact.replace("_", " "), _said(before.get(fact)), _said(after.get(fact)))
        for fact in dict.fromkeys((*before, *after))
        if fact not in before or fact not in after or before[fact] != after[fact]
    ]


def _said(value: Any) -> str:
    match value:
        case None | "":
            return ""
        case bool():
            return _("yes") if value else _("no")
        case list():
            return ", ".join(_said(item) for item in value)
        case dict():
            return "; ".join(
                f"{key.replace('_', ' ')}: {_said(item)}"
                for key, item in value.items()
                if item not in (None, "", [], {})
            )
        case _:
            return str(value)
