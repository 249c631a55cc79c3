"""Every address of the bargaining domain, a section for each noun."""

from django.urls import path

from commontable.bargaining.views import (
    agreements,
    board,
    calendars,
    exhibits,
    interests,
    notes,
    presence,
    proposals,
    sessions,
    statements,
    tables,
)

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

EXHIBITS = [
    path("tables/<int:table_id>/exhibits/", exhibits.exhibits, name="exhibits"),
    path("tables/<int:table_id>/exhibits/new", exhibits.add_exhibit, name="add_exhibit"),
    path("exhibits/<int:exhibit_id>/", exhibits.exhibit, name="exhibit"),
    path("exhibits/<int:exhibit_id>/file", exhibits.exhibit_file, name="exhibit_file"),
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
    path("sessions/<int:session_id>/report", sessions.report, name="record_report"),
    path("sessions/<int:session_id>/outcome", sessions.outcome, name="record_outcome"),
    path("sessions/<int:session_id>/caucus", presence.caucus, name="caucus"),
    path("sessions/<int:session_id>/sidebar", presence.sidebar, name="record_sidebar"),
    path("sessions/<int:session_id>/attendance", presence.attendance, name="record_attendance"),
]

CALENDARS = [
    path("calendar.ics", calendars.whole_calendar, name="calendar"),
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

urlpatterns = [
    *BOARD,
    *PROPOSALS,
    *EXHIBITS,
    *TABLES,
    *SESSIONS,
    *CALENDARS,
    *STATEMENTS,
    *INTERESTS,
    *NOTES,
]
