"""What a comparison sheet says around its figures: moments, citations, headings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commontable.bargaining.models import Proposal
from commontable.bargaining.term_words import NO_BREAK, AsEntered
from commontable.bargaining.words import ProposalKind


def day_words(day: date) -> str:
    """``Oct. 3, 2026``, the day on one line with its month."""
    return date_format(day, "DATE_FORMAT").replace(" ", NO_BREAK, 1)


def moment_words(moment: datetime, time_zone: str) -> str:
    """``Oct. 3, 2026, 10:40 p.m.`` at the coalition's place."""
    return _whole(moment.astimezone(ZoneInfo(time_zone)), "DATETIME_FORMAT", "TIME_FORMAT")


def _whole(local: datetime, pattern: str, clock: str) -> str:
    """A moment in words, its time of day kept on one line."""
    time = date_format(local, clock)
    return date_format(local, pattern).replace(time, time.replace(" ", NO_BREAK))


def exact_words(moment: datetime, time_zone: str) -> str:
    """To the second, with the zone: ``Oct. 3, 2026, 10:40:31 p.m. PDT``; full minutes as such."""
    local = moment.astimezone(ZoneInfo(time_zone))
    clock = "g:i:s a" if local.second or local.microsecond else "g:i a"
    time = f"{date_format(local, clock)} {local.tzname()}".replace(" ", NO_BREAK)
    return f"{date_format(local, 'DATE_FORMAT')}, {time}"


def passed_words(proposal: Proposal, time_zone: str) -> str:
    """When it was passed, as exactly as is recorded and no more."""
    if proposal.passed_at is not None:
        return _("passed %(when)s") % {"when": moment_words(proposal.passed_at, time_zone)}
    if proposal.passed_on is not None:
        return _("passed %(when)s") % {"when": day_words(proposal.passed_on)}
    if proposal.standing_on is not None:
        return _("known to stand on %(when)s") % {"when": day_words(proposal.standing_on)}
    return _("passed on a day that is not recorded")


def kind_words(proposal: Proposal) -> list[str]:
    """What to know of a proposal besides its number: in a package, last and final, corrected."""
    said = {
        ProposalKind.PACKAGE: _("part of a package"),
        ProposalKind.LBFO: _("last, best and final offer"),
        ProposalKind.SUPPOSAL: _("supposal"),
        ProposalKind.INFORMAL: _("informal"),
    }
    notes = [said[ProposalKind(proposal.kind)]] if proposal.kind in said else []
    if proposal.revision > 1:
        notes.append(_("entry corrected"))
    return notes


def clauses_of(terms: Iterable[AsEntered]) -> str:
    """The clauses the terms name, each once."""
    return "; ".join(dict.fromkeys(term.clause for term in terms if term.clause))


def sheet_words() -> dict[str, str]:
    """What the writers say, in the reader's language; the keys are the engine's own."""
    return {
        "version": _("Version {n}"),
        "edition": _("Public edition {n}"),
        "draft": _("Draft: not a version yet"),
        "earlier_version": _("version {n}, as of {moment}"),
        "earlier_edition": _("public edition {n}, as of {moment}"),
        "team": _("Team edition. Not for release."),
        "as_of": _("As of {moment}"),
        "page": _("{page} of {pages}"),
        "since": _("Changed since {previous}"),
        "unchanged": _("Nothing changed since {previous}."),
        "first": _("The first sheet: there is none before it to compare with."),
        "change_changed": _("{row}, {column}: {before}; now {after}"),
        "change_new": _("{row}, {column}: {after}, where nothing stood"),
        "change_gone": _("{row}, {column}: {before}; now nothing stands"),
        "change_restated": _("{row}, {column}: the same words, now {after}; before {before}"),
        "change_worded": _("{row}: the team's wording is new"),
        "change_row_new": _("New row: {row}"),
        "change_row_gone": _("Row left out: {row}"),
        "change_column_new": _("New column: {column}"),
        "change_column_gone": _("Column left out: {column}"),
        "mark_changed": _("changed"),
        "mark_new": _("new"),
        "mark_gone": _("gone"),
        "mark_restated": _("restated"),
        "mark_row_new": _("new row"),
        "wording": _("The team's words: {wording}"),
        "nothing": "–",
        "group": _("Group"),
        "sources": _("Sources"),
        "sheet": _("Sheet"),
        "changes": _("Changes"),
        "about": _("About"),
        "codes": _("For whom: {codes}"),
        "hash": _("SHA-256 of the content: {hash}"),
        "computed": _("Every figure is computed from the record of the table or names its source."),
    }
