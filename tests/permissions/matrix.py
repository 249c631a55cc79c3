"""Person × address × expected code. Every address of the product has its answers here.

To add one: its name as in ``reverse()``, and for each case who gets what. ``READ``, ``RECORD`` and
their like cover most pages. The arguments come by their names from rows of the world: in the case
``COMMON`` ``table_id`` is the common table, in the case ``NURSES`` the nurses' own local one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from permissions.people import ANONYMOUS, HARBOR, LEFT, OFFICERS, PEOPLE, STRANGER

type Codes = Mapping[str, int]


class Case(StrEnum):
    COMMON = "common"
    NURSES = "nurses"


@dataclass(frozen=True)
class Answers:
    """What an address gives, by person; the POST is of nothing, as nobody typed anything yet."""

    get: Codes
    post: Codes


type Cases = Mapping[Case, Answers]


def everybody(code: int, **others: int) -> Codes:
    """One code for all, but for those named."""
    assert set(others) <= set(PEOPLE), f"no such person: {set(others) - set(PEOPLE)}"
    return dict.fromkeys(PEOPLE, code) | others


def only(*people: str, code: int = 200, refused: tuple[str, ...] = ()) -> Codes:
    """A code for some; ``refused`` may see the thing, not do this; for the rest there is none."""
    return everybody(404) | dict.fromkeys(refused, 403) | dict.fromkeys(people, code)


def but(*people: str) -> tuple[str, ...]:
    """Everybody of the coalition except these."""
    return tuple(person for person in HARBOR if person not in people)


# Who has a right somewhere in the coalition, by policies.RIGHTS; officers have it for their union.
CHIEF = ("chief",)
RECORDERS = ("chief", "team", "research")
PROPOSERS = ("chief", "team")
WORDERS = ("chief", "communications")
RESEARCHERS = ("chief", "research")
COUNTERS = (*RESEARCHERS, "team")  # of them the team sees figures only
GRACE = ("nurses_officer",)
SEATED = (STRANGER, *HARBOR)  # Zoe has a seat too, in her own coalition
OF_ANY_UNION = everybody(405, **dict.fromkeys((ANONYMOUS, LEFT), 404))  # who has a seat learns


def form(*people: str, refused: tuple[str, ...] = ()) -> Answers:
    """A page with a form: empty, it comes back with what is missing."""
    return Answers(only(*people, refused=refused), only(*people, code=422, refused=refused))


def page(*people: str) -> Answers:
    """A page that is read and takes no POST."""
    return Answers(only(*people), OF_ANY_UNION)


def sent(*people: str, code: int = 422, turned_away: tuple[str, ...] = ()) -> Answers:
    """An address that only takes a POST; people without any such right learn nothing of it."""
    return Answers(
        everybody(405, **dict.fromkeys((ANONYMOUS, LEFT, *turned_away), 404)),
        only(*people, code=code),
    )


def cases(common: Answers, nurses: Answers | None = None) -> Cases:
    return {Case.COMMON: common} | ({Case.NURSES: nurses} if nurses else {})


NOT_RECORDERS = ("observer", "communications", "organizer")
NO_ORDER = but("chief", *OFFICERS)

OPEN = cases(Answers(everybody(200), everybody(405)))
OPEN_FORM = cases(Answers(everybody(200), everybody(200)))
OWN = cases(Answers(everybody(200, anonymous=302), everybody(405)))
OWN_FORM = cases(Answers(everybody(200, anonymous=302), everybody(200, anonymous=302)))
LEADS_ON = cases(Answers(everybody(302), everybody(302)))

READ = cases(page(*HARBOR), page(*GRACE))
READ_COMMON = cases(page(*HARBOR))
READ_SEATED = cases(page(*SEATED))
# The right is asked for the very row before the form is shown,
RECORD = cases(form(*RECORDERS, refused=but(*RECORDERS)), form(*GRACE))
PROPOSE = cases(form(*PROPOSERS, refused=but(*PROPOSERS)), form(*GRACE))
SIGN = cases(form(*CHIEF, refused=but(*CHIEF)), form(*GRACE))
# or it is enough to have it somewhere, and the service asks once the form is sent.
RECORD_SOMEWHERE = cases(form(*RECORDERS, *OFFICERS), form(*GRACE))
RECORD_SOMEWHERE_COMMON = cases(form(*RECORDERS, *OFFICERS))
RECORD_SENT = cases(
    sent(*RECORDERS, *OFFICERS, turned_away=NOT_RECORDERS),
    sent(*GRACE, turned_away=NOT_RECORDERS),
)
# A draft is for whoever may enter the record at its table; a POST of nothing says what is missing.
DRAFT = cases(
    Answers(only(*RECORDERS, refused=but(*RECORDERS)), OF_ANY_UNION),
    Answers(only(*GRACE), OF_ANY_UNION),
)
DRAFT_SENT = cases(
    Answers(OF_ANY_UNION, only(*RECORDERS, code=422, refused=but(*RECORDERS))),
    Answers(OF_ANY_UNION, only(*GRACE, code=422)),
)
DRAFT_DONE = cases(
    Answers(OF_ANY_UNION, only(*RECORDERS, code=303, refused=but(*RECORDERS))),
    Answers(OF_ANY_UNION, only(*GRACE, code=303)),
)
# An internal note is a union's: the coalition's staff have none.
OWN_NOTE = cases(form(*OFFICERS), form(*GRACE))
RELEASE = cases(form(*WORDERS, refused=but(*WORDERS)), form(*GRACE))
WORD = cases(form(*WORDERS, *OFFICERS), form(*GRACE))
ORDER = cases(form(*CHIEF, refused=OFFICERS))
ORDER_OWN_COALITION = cases(form(*CHIEF, STRANGER, refused=OFFICERS))
ORDER_SOMEWHERE = cases(form(*CHIEF, STRANGER, *OFFICERS))
ABOUT_INVITATION = cases(
    Answers(
        everybody(405, **dict.fromkeys((ANONYMOUS, LEFT, *NO_ORDER), 404)),
        only(*CHIEF, *OFFICERS, code=303),
    ),
    Answers(
        everybody(405, **dict.fromkeys((ANONYMOUS, LEFT, *NO_ORDER), 404)),
        only(*GRACE, code=303),
    ),
)

SIGNING_IN: Mapping[str, Cases] = {
    "healthz": OPEN,
    "account_home": OWN,
    "account_switch_seat": cases(
        Answers(everybody(405, anonymous=302), everybody(404, anonymous=302))
    ),
    "account_login": cases(Answers(everybody(302, anonymous=200), everybody(302, anonymous=200))),
    "mfa_authenticate": LEADS_ON,
    "mfa_login_webauthn": LEADS_ON,
    "account_logout": cases(Answers(everybody(200, anonymous=302), everybody(302))),
    "account_inactive": OPEN,
    "account_change_password": OWN_FORM,
    "account_reset_password": OPEN_FORM,
    "account_reset_password_done": OPEN,
    "account_reset_password_from_key": OPEN_FORM,
    "account_reset_password_from_key_done": OPEN,
    "account_reauthenticate": OWN_FORM,
    "mfa_reauthenticate": OWN_FORM,
    "mfa_reauthenticate_webauthn": LEADS_ON,
    "mfa_index": cases(Answers(everybody(200, anonymous=302), everybody(405, anonymous=302))),
    # Changing a second factor leads to proving the present one first.
    "mfa_activate_totp": LEADS_ON,
    "mfa_deactivate_totp": LEADS_ON,
    "mfa_generate_recovery_codes": LEADS_ON,
    "mfa_add_webauthn": LEADS_ON,
    "mfa_edit_webauthn": LEADS_ON,
    "mfa_remove_webauthn": LEADS_ON,
    # The cast has no recovery codes.
    "mfa_view_recovery_codes": cases(
        Answers(everybody(404, anonymous=302), everybody(405, anonymous=302))
    ),
    "mfa_download_recovery_codes": cases(
        Answers(everybody(404, anonymous=302), everybody(404, anonymous=302))
    ),
    "mfa_list_webauthn": cases(
        Answers(everybody(200, anonymous=302), everybody(405, anonymous=302))
    ),
    "usersessions_list": cases(Answers(everybody(200, anonymous=302), everybody(302))),
    "account_end_session": cases(
        Answers(everybody(405, anonymous=302), everybody(404, anonymous=302))
    ),
    # A form that was never sent.
    "sent": READ_SEATED,
    # A link that was never sent.
    "join": cases(Answers(everybody(404), everybody(404))),
}

COALITION: Mapping[str, Cases] = {
    "directory": READ_SEATED,
    "facilities": READ_SEATED,
    "union": READ_COMMON,
    "unit": READ_COMMON,
    "count_coalition": ORDER_OWN_COALITION,
    "new_employer": ORDER_OWN_COALITION,
    "new_region": ORDER_OWN_COALITION,
    "new_facility": ORDER_OWN_COALITION,
    "new_union": ORDER_OWN_COALITION,
    "joining": ORDER,
    "leaving": ORDER,
    "new_local": ORDER,
    "count_union": ORDER,
    "new_unit": ORDER,
    "count_local": ORDER,
    "count_unit": ORDER,
    "log": cases(
        Answers(
            only(STRANGER, *CHIEF, *OFFICERS),
            everybody(405, **dict.fromkeys((ANONYMOUS, LEFT, *NO_ORDER), 404)),
        )
    ),
    "people": READ_SEATED,
    "person": READ_COMMON,
    "invite": ORDER_SOMEWHERE,
    "grant": cases(form(*CHIEF, *OFFICERS)),
    "end_authority": cases(form(*CHIEF), form(*GRACE)),
    "revoke_invitation": ABOUT_INVITATION,
    "invite_again": ABOUT_INVITATION,
}

REDLINE_FILES = tuple(
    f"{name}_{kind}"
    for name in ("redline", "article_redline", "issue_redline", "proposal_redline")
    for kind in ("word", "page")
)

BARGAINING: Mapping[str, Cases] = {
    "home": LEADS_ON,
    "board": READ,
    "gaps": READ,
    "campaign_board": READ_COMMON,
    "issues": READ_COMMON,
    "raise_issue": RECORD_SOMEWHERE_COMMON,
    "issue": READ,
    "amend_issue": RECORD,
    "make_demand": RECORD,
    "link_article": RECORD,
    "record_status_quo": RECORD,
    "declare_issue": RECORD,
    "priorities": cases(
        Answers(only(*HARBOR), only(*RECORDERS, code=422, refused=but(*RECORDERS)))
    ),
    "record_priority": RECORD_SOMEWHERE_COMMON,
    "demand_of_priority": RECORD_SOMEWHERE_COMMON,
    "preview_terms": cases(sent(*HARBOR, code=200)),
    "contracts": READ_COMMON,
    "open_contract": RECORD_SOMEWHERE_COMMON,
    "record_succession": RECORD_SOMEWHERE_COMMON,
    "contract": READ,
    "paste_articles": RECORD,
    "add_article": RECORD,
    "article": READ,
    "revise_article": RECORD,
    "import_record": ORDER_SOMEWHERE,
    # Nothing was uploaded that could be confirmed: back to the upload.
    "confirm_record": cases(
        Answers(
            only(*CHIEF, STRANGER, *OFFICERS, code=303), only(*CHIEF, STRANGER, *OFFICERS, code=303)
        )
    ),
    "proposals": READ,
    "pass": PROPOSE,
    "proposal": READ,
    "redline": READ,
    "article_redline": READ,
    "issue_redline": READ,
    "proposal_redline": READ,
    # The rows of the world are of one text each: nothing to compare, so no file of it.
    **dict.fromkeys(REDLINE_FILES, cases(page(), page())),
    "correct": PROPOSE,
    "withdraw": PROPOSE,
    "agree": SIGN,
    "withdraw_agreement": SIGN,
    # Working papers are for those who enter the record; the form comes back with what is missing.
    "intake": RECORD,
    "contract_intake": RECORD_SOMEWHERE_COMMON,
    "draft": DRAFT,
    "draft_facts": DRAFT_SENT,
    "choose_part": DRAFT_SENT,
    "take_all_terms": DRAFT_DONE,
    "draft_file": cases(
        Answers(only(*RECORDERS, code=400, refused=but(*RECORDERS)), OF_ANY_UNION),
        Answers(only(*GRACE, code=400), OF_ANY_UNION),
    ),
    "pass_draft": cases(
        Answers(
            only(*PROPOSERS, refused=but(*PROPOSERS)),
            only(*PROPOSERS, code=422, refused=but(*PROPOSERS)),
        ),
        form(*GRACE),
    ),
    # It is the draft of a proposal, and that is not loaded.
    "load_draft": cases(
        Answers(OF_ANY_UNION, everybody(404) | dict.fromkeys(but(*RECORDERS), 403)),
        Answers(OF_ANY_UNION, everybody(404)),
    ),
    "discard_draft": cases(
        Answers(
            only(*RECORDERS, refused=but(*RECORDERS)),
            only(*RECORDERS, code=303, refused=but(*RECORDERS)),
        ),
        Answers(only(*GRACE), only(*GRACE, code=303)),
    ),
    # It is open, so there is nothing to take up again.
    "reopen_draft": cases(
        Answers(OF_ANY_UNION, only(*RECORDERS, code=409, refused=but(*RECORDERS))),
        Answers(OF_ANY_UNION, only(*GRACE, code=409)),
    ),
    "correct_piece": DRAFT_SENT,
    "split_piece": DRAFT_SENT,
    "join_piece": DRAFT_SENT,
    "drop_piece": DRAFT_SENT,
    "restore_piece": DRAFT_SENT,
    "match_contracts": RECORD_SOMEWHERE_COMMON,
    "exhibits": READ,
    "add_exhibit": RECORD,
    "exhibit": READ,
    # The row is there, its bytes are not: that is said, and only to whom the exhibit is.
    "exhibit_file": cases(
        Answers(only(*HARBOR, code=400), OF_ANY_UNION),
        Answers(only(*GRACE, code=400), OF_ANY_UNION),
    ),
    "tables": READ_SEATED,
    "open_table": ORDER_SOMEWHERE,
    "open_campaign": ORDER_SOMEWHERE,
    "table": READ,
    "make_wait": RECORD_SOMEWHERE,
    "agree_ground_rule": RECORD_SOMEWHERE,
    "replace_ground_rule": RECORD_SOMEWHERE,
    "impose_precondition": RECORD_SOMEWHERE,
    "precondition_event": RECORD_SOMEWHERE,
    "sessions": READ,
    "convene_session": RECORD_SOMEWHERE,
    "session": READ,
    "reschedule_session": RECORD_SOMEWHERE,
    "cancel_session": RECORD_SOMEWHERE,
    "record_report": RECORD_SOMEWHERE,
    "record_outcome": RECORD_SOMEWHERE,
    "caucus": RECORD_SENT,
    "correct_caucus": RECORD_SOMEWHERE,
    "record_sidebar": RECORD_SENT,
    "record_attendance": RECORD_SENT,
    "calendar": READ_SEATED,
    "calendar_address": READ_SEATED,
    "make_calendar_address": cases(sent(*SEATED, code=201)),
    "revoke_calendar_address": cases(sent(*SEATED, code=303)),
    # Its secret is who reads; one that nobody was given is nowhere.
    "calendar_feed": cases(Answers(everybody(404), everybody(405))),
    "table_calendar": READ,
    "statements": READ_COMMON,
    "record_statement": RECORD_SOMEWHERE_COMMON,
    "statement": READ,
    "correct_statement": RECORD_SOMEWHERE,
    "approve_wording": WORD,
    "withdraw_approval": cases(
        Answers(
            only(*WORDERS, *OFFICERS),
            only(*WORDERS, code=303, refused=OFFICERS),
        ),
        Answers(only(*GRACE), only(*GRACE, code=303)),
    ),
    "sheets": READ,
    "make_sheet": RECORD,
    # A draft of what anybody there may read; nothing is kept.
    "preview_sheet": cases(sent(*HARBOR, code=200), sent(*GRACE, code=200)),
    "sheet": READ,
    "amend_sheet": RECORD,
    "word_row": RELEASE,
    # With nothing typed it is made as of now.
    "make_version": cases(
        Answers(
            only(*RECORDERS, refused=but(*RECORDERS)),
            only(*RECORDERS, code=303, refused=but(*RECORDERS)),
        ),
        Answers(only(*GRACE), only(*GRACE, code=303)),
    ),
    "sheet_version": READ,
    "sheet_pdf": READ,
    "sheet_word": READ,
    "sheet_workbook": READ,
    "sheet_data": READ,
    "release_sheet": RELEASE,
    # It was withdrawn already.
    "withdraw_release": RELEASE,
    "patterns": READ_COMMON,
    "record_pattern": RECORD_SOMEWHERE_COMMON,
    "correct_pattern": RECORD,
    "interests": READ,
    "state_interest": RECORD_SOMEWHERE,
    "raise_option": RECORD_SOMEWHERE,
    "record_custody": RECORD,
    "stamp_exhibit": cases(
        Answers(
            everybody(405, **dict.fromkeys((ANONYMOUS, LEFT, *NOT_RECORDERS), 404)),
            only(*RECORDERS, code=303, refused=OFFICERS),
        ),
        Answers(
            everybody(405, **dict.fromkeys((ANONYMOUS, LEFT, *NOT_RECORDERS), 404)),
            only(*GRACE, code=303),
        ),
    ),
    # Of the world's exhibit no copy was made, and of its export no archive.
    "stamped_file": cases(
        Answers(only(), OF_ANY_UNION),
        Answers(only(), OF_ANY_UNION),
    ),
    "export_exhibits": RECORD,
    "export": cases(
        Answers(only(*RECORDERS, refused=but(*RECORDERS)), OF_ANY_UNION),
        page(*GRACE),
    ),
    "export_file": cases(
        Answers(only(refused=but(*RECORDERS)), OF_ANY_UNION),
        Answers(only(), OF_ANY_UNION),
    ),
    # Everybody may ask; what is found is held in tests/bargaining/search.
    "search": READ_SEATED,
    "note_session": OWN_NOTE,
    "note_issue": OWN_NOTE,
    "note_proposal": OWN_NOTE,
}

# Released is released: the same for everybody, also what a union let out of its own table.
PUBLIC: Mapping[str, Cases] = dict.fromkeys(
    ("sheet", "edition", "letter", "a4", "word", "workbook", "data"),
    cases(Answers(everybody(200), everybody(405)), Answers(everybody(200), everybody(405))),
)

# Censuses' rows are there, their files are not: that is said, and only to whom a census is shown.
CENSUS_FIGURES = cases(
    Answers(only(*COUNTERS, *OFFICERS, code=400), OF_ANY_UNION),
    Answers(only(*GRACE, code=400), OF_ANY_UNION),
)
CENSUS_ROWS = cases(
    Answers(only(*RESEARCHERS, *OFFICERS, code=400), OF_ANY_UNION),
    Answers(only(*GRACE, code=400), OF_ANY_UNION),
)
BRING_IN = cases(form(*RESEARCHERS, STRANGER, *OFFICERS))


def of_upload(code: int) -> Cases:
    """An address that only takes a POST about a file that was taken up and is not opened yet."""
    return cases(sent(*RESEARCHERS, code=code), sent(*GRACE, code=code))


WORKFORCE: Mapping[str, Cases] = {
    "home": READ_SEATED,
    "begin_census": BRING_IN,
    "begin_schedule": BRING_IN,
    "begin_comparators": BRING_IN,
    "census": CENSUS_FIGURES,
    "steps": CENSUS_ROWS,
    "differences": CENSUS_ROWS,
    "correct_census": cases(form(*RESEARCHERS, refused=("team", *OFFICERS)), form(*GRACE)),
    "upload": cases(page(*RESEARCHERS), page(*GRACE)),
    # Nothing can be said of its columns before it is opened: back to where it stands.
    "columns": cases(
        Answers(only(*RESEARCHERS, code=303), only(*RESEARCHERS, code=303)),
        Answers(only(*GRACE, code=303), only(*GRACE, code=303)),
    ),
    "read_again": of_upload(303),
    "sheet": of_upload(409),
    "values": of_upload(409),
    "refusals": cases(
        Answers(only(*RESEARCHERS, code=409), OF_ANY_UNION),
        Answers(only(*GRACE, code=409), OF_ANY_UNION),
    ),
    "keep": cases(
        Answers(only(*RESEARCHERS, code=303), only(*RESEARCHERS, code=409)),
        Answers(only(*GRACE, code=303), only(*GRACE, code=409)),
    ),
    "discard": of_upload(303),
    "schedule": READ,
    "revise_schedule": cases(form(*RESEARCHERS, refused=but(*RESEARCHERS)), form(*GRACE)),
    "schedule_differences": READ,
    "benefits": READ_SEATED,
    "inventory": READ,
    "unit_benefits": READ_COMMON,
    "record_inventory": cases(form(*RESEARCHERS, *OFFICERS)),
    "comparators": READ_SEATED,
    "new_comparator": BRING_IN,
}

# Who sees something of a costing may know what is out; letting out is for who words for the public.
PAYCHECKS: Mapping[str, Cases] = {
    "releases": cases(page(*COUNTERS), page(*GRACE)),
    "release": cases(form("chief", refused=("research", "team")), form(*GRACE)),
    # It was withdrawn already: that is said in the form.
    "withdraw": cases(form("chief", refused=("research", "team")), form(*GRACE)),
}

# What offers are worth: totals for who sees the census's figures, the rest for who studies it.
NO_COSTING = ("observer", "communications", "organizer")
COSTING_SEEN = everybody(405, **dict.fromkeys((ANONYMOUS, LEFT, *NO_COSTING), 404))
COSTING_MADE = everybody(405, **dict.fromkeys((ANONYMOUS, LEFT, *NO_COSTING, "team"), 404))


def worth(*people: str) -> Cases:
    """A page of a costing, of the coalition's and of the nurses' own."""
    return cases(Answers(only(*people), COSTING_SEEN), Answers(only(*GRACE), COSTING_SEEN))


def asked(*people: str, code: int, others: Codes) -> Cases:
    """What only takes a POST."""
    return cases(
        Answers(others, only(*people, code=code)), Answers(others, only(*GRACE, code=code))
    )


LAID_OVER = cases(form(*RESEARCHERS), form(*GRACE))
COSTING: Mapping[str, Cases] = {
    "home": cases(Answers(only(*COUNTERS, *OFFICERS, STRANGER), COSTING_SEEN)),
    "new_basis": BRING_IN,
    "draft_contract": BRING_IN,
    "basis": worth(*COUNTERS),
    "revise_basis": LAID_OVER,
    "compare": worth(*COUNTERS),
    "new_position": LAID_OVER,
    "new_proposal": LAID_OVER,
    "new_terms": LAID_OVER,
    # Its terms were typed: for who sees all of a costing. What sides stand on is for the team too.
    "scenario": worth(*RESEARCHERS),
    "price_again": asked(*RESEARCHERS, code=303, others=COSTING_SEEN),
    "renew": asked(*RESEARCHERS, code=303, others=COSTING_MADE),
    # Its terms were typed: nothing can be assumed beside them.
    "assumptions": LAID_OVER,
    "offer_file": worth(*RESEARCHERS),
    "futures": worth(*RESEARCHERS),
    "night": worth(*RESEARCHERS),
    "night_figures": worth(*RESEARCHERS),
    "night_closing": worth(*RESEARCHERS),
    "night_save": asked(*RESEARCHERS, code=422, others=COSTING_MADE),
}

# Files show groups and single workers. No answer of the world is a file.
EXPORTS: Mapping[str, Cases] = {
    "exports": cases(page(*RESEARCHERS), page(*GRACE)),
    "make": cases(sent(*RESEARCHERS, code=400), sent(*GRACE, code=400)),
    "file": cases(
        Answers(everybody(404), OF_ANY_UNION),
        Answers(everybody(404), OF_ANY_UNION),
    ),
}

MATRIX: Mapping[str, Cases] = {
    **SIGNING_IN,
    **{f"coalition:{name}": answers for name, answers in COALITION.items()},
    **{f"workforce:{name}": answers for name, answers in WORKFORCE.items()},
    **{f"costing:{name}": answers for name, answers in COSTING.items()},
    **{f"bargaining:{name}": answers for name, answers in BARGAINING.items()},
    **{f"public:{name}": answers for name, answers in PUBLIC.items()},
    **{f"paychecks:{name}": answers for name, answers in PAYCHECKS.items()},
    **{f"costing_exports:{name}": answers for name, answers in EXPORTS.items()},
    "public_paycheck:paycheck": PUBLIC["sheet"],
}
