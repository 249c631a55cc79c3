"""Every address of the bargaining domain, a section for each noun."""

from django.urls import path

from commontable.bargaining.views import (
    agreements,
    board,
    calendars,
    contracts,
    exhibits,
    exports,
    interests,
    issues,
    matching,
    notes,
    patterns,
    presence,
    priorities,
    proposals,
    record_import,
    redlines,
    search,
    sessions,
    sheet_releases,
    sheet_versions,
    sheets,
    statements,
    tables,
    terms,
)
from commontable.bargaining.views.drafts import drafts, intake, passing, pieces
from commontable.bargaining.views.sheet_files import ENDINGS

app_name = "bargaining"

BOARD = [
    path("", board.home, name="home"),
    path("tables/<int:table_id>/board", board.board, name="board"),
    path("tables/<int:table_id>/gaps", board.gaps, name="gaps"),
    path("campaigns/<int:campaign_id>/board", board.campaign_board, name="campaign_board"),
]

PROPOSALS = [
    path("tables/<int:table_id>/proposals/", proposals.proposals, name="proposals"),
    path("tables/<int:table_id>/pass", proposals.pass_, name="pass"),
    path("proposals/<int:proposal_id>/", proposals.proposal, name="proposal"),
    path("proposals/<int:proposal_id>/correct", proposals.correct, name="correct"),
    path("proposals/<int:proposal_id>/withdraw", proposals.withdraw, name="withdraw"),
    path("proposals/<int:proposal_id>/agree", agreements.agree, name="agree"),
    path(
        "agreements/<int:agreement_id>/withdraw",
        agreements.withdraw_agreement,
        name="withdraw_agreement",
    ),
]

DRAFTS = [
    path("tables/<int:table_id>/intake", intake.intake, name="intake"),
    path(
        "campaigns/<int:campaign_id>/contracts/intake",
        intake.contract_intake,
        name="contract_intake",
    ),
    path("drafts/<int:draft_id>/", drafts.draft, name="draft"),
    path("drafts/<int:draft_id>/facts", drafts.facts, name="draft_facts"),
    path("drafts/<int:draft_id>/part", drafts.part, name="choose_part"),
    path("drafts/<int:draft_id>/terms", drafts.terms, name="take_all_terms"),
    path("drafts/<int:draft_id>/file", drafts.paper, name="draft_file"),
    path("drafts/<int:draft_id>/pass", passing.pass_, name="pass_draft"),
    path("drafts/<int:draft_id>/load", passing.load, name="load_draft"),
    path("drafts/<int:draft_id>/discard", drafts.discard, name="discard_draft"),
    path("drafts/<int:draft_id>/reopen", drafts.reopen, name="reopen_draft"),
    path("pieces/<int:piece_id>/", pieces.piece, name="correct_piece"),
    path("pieces/<int:piece_id>/split", pieces.split, name="split_piece"),
    path("pieces/<int:piece_id>/join", pieces.join, name="join_piece"),
    path("pieces/<int:piece_id>/drop", pieces.drop, name="drop_piece"),
    path("pieces/<int:piece_id>/restore", pieces.restore, name="restore_piece"),
]

# Each page of redlines, and the same choice as a Word file and as a page to keep.
_REDLINE_PAGES = (
    ("language/<int:language_id>/redline", redlines.redline, "redline"),
    ("proposals/<int:proposal_id>/redline", redlines.proposal_redline, "proposal_redline"),
    (
        "tables/<int:table_id>/articles/<int:article_id>/redline",
        redlines.article_redline,
        "article_redline",
    ),
    (
        "tables/<int:table_id>/issues/<int:issue_id>/redline",
        redlines.issue_redline,
        "issue_redline",
    ),
)
REDLINES = [
    each
    for route, view, name in _REDLINE_PAGES
    for each in (
        path(route, view, name=name),
        path(f"{route}.docx", view, {"kind": "docx"}, name=f"{name}_word"),
        path(f"{route}.html", view, {"kind": "html"}, name=f"{name}_page"),
    )
]

EXHIBITS = [
    path("tables/<int:table_id>/exhibits/", exhibits.exhibits, name="exhibits"),
    path("tables/<int:table_id>/exhibits/new", exhibits.add_exhibit, name="add_exhibit"),
    path("exhibits/<int:exhibit_id>/", exhibits.exhibit, name="exhibit"),
    path("exhibits/<int:exhibit_id>/file", exhibits.exhibit_file, name="exhibit_file"),
    path("exhibits/<int:exhibit_id>/custody", exhibits.custody, name="record_custody"),
    path("exhibits/<int:exhibit_id>/stamp", exhibits.stamp, name="stamp_exhibit"),
    path("exhibits/<int:exhibit_id>/stamped", exhibits.stamped_file, name="stamped_file"),
    path("tables/<int:table_id>/exhibits/export", exports.ask, name="export_exhibits"),
    path("exports/<int:export_id>/", exports.export, name="export"),
    path("exports/<int:export_id>/file", exports.export_file, name="export_file"),
]

TABLES = [
    path("tables/", tables.table_list, name="tables"),
    path("tables/new", tables.open_table, name="open_table"),
    path("campaigns/new", tables.open_campaign, name="open_campaign"),
    path("tables/<int:table_id>/", tables.home, name="table"),
    path("tables/<int:table_id>/wait", tables.make_wait, name="make_wait"),
    path("tables/<int:table_id>/rules/new", tables.agree_ground_rule, name="agree_ground_rule"),
    path("rules/<int:rule_id>/replace", tables.replace_ground_rule, name="replace_ground_rule"),
    path(
        "tables/<int:table_id>/preconditions/new",
        tables.impose_precondition,
        name="impose_precondition",
    ),
    path(
        "preconditions/<int:precondition_id>/event",
        tables.precondition_event,
        name="precondition_event",
    ),
]

SESSIONS = [
    path("tables/<int:table_id>/sessions/", sessions.session_list, name="sessions"),
    path("tables/<int:table_id>/sessions/new", sessions.convene, name="convene_session"),
    path("sessions/<int:session_id>/", sessions.session, name="session"),
    path("sessions/<int:session_id>/reschedule", sessions.reschedule, name="reschedule_session"),
    path("sessions/<int:session_id>/cancel", sessions.cancel, name="cancel_session"),
    path("sessions/<int:session_id>/report", sessions.report, name="record_report"),
    path("sessions/<int:session_id>/outcome", sessions.outcome, name="record_outcome"),
    path("sessions/<int:session_id>/caucus", presence.caucus, name="caucus"),
    path("caucuses/<int:event_id>/correct", presence.correct_caucus, name="correct_caucus"),
    path("sessions/<int:session_id>/sidebar", presence.sidebar, name="record_sidebar"),
    path("sessions/<int:session_id>/attendance", presence.attendance, name="record_attendance"),
]

CALENDARS = [
    path("calendar.ics", calendars.whole_calendar, name="calendar"),
    path("calendar/address/", calendars.own_address, name="calendar_address"),
    path("calendar/address/make", calendars.make_address, name="make_calendar_address"),
    path("calendar/address/revoke", calendars.revoke_address, name="revoke_calendar_address"),
    path("calendar/<str:token>/sessions.ics", calendars.feed, name="calendar_feed"),
    path("tables/<int:table_id>/calendar.ics", calendars.table_calendar, name="table_calendar"),
]

STATEMENTS = [
    path("campaigns/<int:campaign_id>/statements/", statements.statement_list, name="statements"),
    path(
        "campaigns/<int:campaign_id>/statements/new",
        statements.record_statement,
        name="record_statement",
    ),
    path("statements/<int:statement_id>/", statements.statement, name="statement"),
    path(
        "statements/<int:statement_id>/correct",
        statements.correct_statement,
        name="correct_statement",
    ),
    path(
        "statements/<int:statement_id>/wording", statements.approve_wording, name="approve_wording"
    ),
    path(
        "statements/<int:statement_id>/wording/withdraw",
        statements.withdraw_approval,
        name="withdraw_approval",
    ),
]

INTERESTS = [
    path("tables/<int:table_id>/interests", interests.interests, name="interests"),
    path("tables/<int:table_id>/interests/new", interests.interest, name="state_interest"),
    path("tables/<int:table_id>/options/new", interests.option, name="raise_option"),
]

NOTES = [
    path("sessions/<int:subject_id>/notes", notes.add_note, {"kind": "session"}, "note_session"),
    path("issues/<int:subject_id>/notes", notes.add_note, {"kind": "issue"}, "note_issue"),
    path("proposals/<int:subject_id>/notes", notes.add_note, {"kind": "proposal"}, "note_proposal"),
]

ISSUES = [
    path("campaigns/<int:campaign_id>/issues", issues.issue_list, name="issues"),
    path("campaigns/<int:campaign_id>/issues/new", issues.new_issue, name="raise_issue"),
    path("issues/<int:issue_id>/", issues.issue, name="issue"),
    path("issues/<int:issue_id>/amend", issues.amend, name="amend_issue"),
    path("issues/<int:issue_id>/demand", issues.demand, name="make_demand"),
    path("issues/<int:issue_id>/article", issues.link, name="link_article"),
    path("issues/<int:issue_id>/status-quo", issues.status_quo, name="record_status_quo"),
    path("issues/<int:issue_id>/declare", issues.declare, name="declare_issue"),
]

PRIORITIES = [
    path("campaigns/<int:campaign_id>/priorities", priorities.priorities, name="priorities"),
    path(
        "campaigns/<int:campaign_id>/priorities/demand",
        priorities.new_demand,
        name="demand_of_priority",
    ),
    path(
        "campaigns/<int:campaign_id>/priorities/new",
        priorities.new_priority,
        name="record_priority",
    ),
]

TERMS = [
    path("campaigns/<int:campaign_id>/terms/preview", terms.preview, name="preview_terms"),
]

CONTRACTS = [
    path("campaigns/<int:campaign_id>/contracts", contracts.contract_list, name="contracts"),
    path("campaigns/<int:campaign_id>/contracts/new", contracts.new_contract, name="open_contract"),
    path(
        "campaigns/<int:campaign_id>/successions/new", contracts.succeed, name="record_succession"
    ),
    path(
        "campaigns/<int:campaign_id>/successions/match",
        matching.match_contracts,
        name="match_contracts",
    ),
    path("contracts/<int:contract_id>/", contracts.contract, name="contract"),
    path("contracts/<int:contract_id>/paste", contracts.paste, name="paste_articles"),
    path("contracts/<int:contract_id>/articles/new", contracts.new_article, name="add_article"),
    path("articles/<int:article_id>/", contracts.article, name="article"),
    path("articles/<int:article_id>/revise", contracts.revise, name="revise_article"),
]

SHEETS = [
    path("tables/<int:table_id>/sheets/", sheets.sheets, name="sheets"),
    path("tables/<int:table_id>/sheets/new", sheets.new_sheet, name="make_sheet"),
    path("tables/<int:table_id>/sheets/preview", sheets.preview_sheet, name="preview_sheet"),
    path("sheets/<int:sheet_id>/", sheets.sheet, name="sheet"),
    path("sheets/<int:sheet_id>/arrange", sheets.arrange_sheet, name="amend_sheet"),
    path("sheets/<int:sheet_id>/wording", sheets.wording, name="word_row"),
    path("sheets/<int:sheet_id>/versions/new", sheet_versions.new_version, name="make_version"),
    path("sheet-versions/<int:version_id>/", sheet_versions.version, name="sheet_version"),
    *(
        path(
            f"sheet-versions/<int:version_id>/sheet.{ending}",
            sheet_versions.version_file,
            {"kind": kind},
            name=f"sheet_{kind}",
        )
        for kind, ending in ENDINGS.items()
    ),
    path("sheet-versions/<int:version_id>/release", sheet_releases.release, name="release_sheet"),
    path(
        "sheet-releases/<int:release_id>/withdraw",
        sheet_releases.withdraw,
        name="withdraw_release",
    ),
    path("campaigns/<int:campaign_id>/patterns", patterns.pattern_list, name="patterns"),
    path("campaigns/<int:campaign_id>/patterns/new", patterns.new_pattern, name="record_pattern"),
    path("patterns/<int:pattern_id>/correct", patterns.correct_pattern, name="correct_pattern"),
]

IMPORT = [
    path("import/record", record_import.upload, name="import_record"),
    path("import/record/confirm", record_import.confirm, name="confirm_record"),
]

SEARCH = [path("search/", search.search, name="search")]

urlpatterns = [
    *SEARCH,
    *ISSUES,
    *PRIORITIES,
    *TERMS,
    *CONTRACTS,
    *SHEETS,
    *IMPORT,
    *BOARD,
    *PROPOSALS,
    *REDLINES,
    *DRAFTS,
    *EXHIBITS,
    *TABLES,
    *SESSIONS,
    *CALENDARS,
    *STATEMENTS,
    *INTERESTS,
    *NOTES,
]
