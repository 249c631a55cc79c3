"""The board of a table, of a whole campaign, and the gap board."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commontable.bargaining.gap_charts import dumbbells_of, trends_of
from commontable.bargaining.hooks import Appraisal, Worth, appraisals_of
from commontable.bargaining.models import Table
from commontable.bargaining.selectors.board import Row, board_of
from commontable.bargaining.selectors.gaps import gap_board_of
from commontable.bargaining.selectors.standing import Cell
from commontable.bargaining.selectors.tables import get_campaign, get_table, tables_of
from commontable.bargaining.views.board_rows import shown
from commontable.bargaining.words import IssueStatus, Side
from commontable.coalition.policies import Right, may
from commontable.coalition.requests import ActorRequest, actor_of, seated

GROUPS = ("kind", "table", "status", "parent", "none")
SORTS = ("rank", "name", "owed", "status")


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading, in the order asked for."""

    label: str
    rows: list[Row]
    worths: Worths

    @property
    def html(self) -> SafeString:
        """Its rows, one after the other."""
        return SafeString("".join(shown(row, self.worths.of(row)) for row in self.rows))


@dataclass(frozen=True, slots=True)
class Worths:
    """What the tables' positions are worth, by table; ``column`` says whether rows have a cell."""

    appraisals: Mapping[int, Appraisal]

    @property
    def column(self) -> bool:
        return any(one.has_issues for one in self.appraisals.values())

    def of(self, row: Row) -> Worth | None:
        """The row's cell; None where there is no such column."""
        if not self.column:
            return None
        appraisal = self.appraisals.get(row.table.pk)
        return (appraisal.by_issue.get(row.issue.pk) if appraisal else None) or Worth()


def _words(cell: Cell) -> str:
    return " ".join(f"{said.value} {said.scope}" for said in cell.lines)


@dataclass(frozen=True, slots=True)
class Asked:
    """How the reader wants the board: what is shown, in which order, under which headings."""

    words: str
    status: str
    owes: str
    flagged: bool
    group: str
    sort: str
    ignored: tuple[str, ...]

    @classmethod
    def of(cls, request: HttpRequest, *, group: str) -> Asked:
        """Read from the address; anything not understood counts as not asked, and is told."""
        get = request.GET
        ignored: list[str] = []

        def one_of(name: str, word: str, choices: Sequence[str], default: str = "") -> str:
            value = get.get(name, "")
            if value in choices:
                return value
            if value:
                ignored.append(
                    _("“%(value)s” is no %(word)s, so it was left out. There are: %(choices)s.")
                    % {"value": value[:60], "word": word, "choices": ", ".join(choices)}
                )
            return default

        return cls(
            words=get.get("q", "").strip()[:100],
            status=one_of("status", _("status"), IssueStatus.values),
            owes=one_of("owes", _("side"), Side.values),
            flagged=one_of("flagged", _("choice of flags"), ("1",)) == "1",
            group=one_of("group", _("way to group"), GROUPS, group),
            sort=one_of("sort", _("way to sort"), SORTS, "rank"),
            ignored=tuple(ignored),
        )

    @property
    def narrowed(self) -> bool:
        return bool(self.words or self.status or self.owes or self.flagged)

    def wants(self, row: Row) -> bool:
        if self.status and row.status != self.status:
            return False
        if self.owes and row.owes != self.owes:
            return False
        if self.flagged and not row.flagged:
            return False
        if not self.words:
            return True
        cells = [cell for cell in (row.agreed, row.ours, row.theirs) if cell]
        text = " ".join(
            [
                row.issue.name,
                row.status_quo,
                *(f"{cell.proposal.label} {cell.proposal.title} {_words(cell)}" for cell in cells),
            ]
        ).casefold()
        return all(word in text for word in self.words.casefold().split())


def _order(sort: str) -> Callable[[Row], tuple[Any, ...]]:
    match sort:
        case "name":
            return lambda row: (row.issue.name.casefold(),)
        case "owed":
            return lambda row: (-(row.owed_days if row.owed_days is not None else -1),)
        case "status":
            return lambda row: (IssueStatus.values.index(row.status), row.issue.name.casefold())
        case _:
            return lambda row: (
                row.issue.rank is None,
                row.issue.rank or 0,
                row.issue.name.casefold(),
            )


def _heading(row: Row, group: str) -> str:
    match group:
        case "table":
            return row.table.name
        case "status":
            return str(row.status.label)
        case "parent":
            return (row.issue.parent or row.issue).name
        case "kind":
            return _("Economic") if row.issue.economic else _("Non-economic")
        case _:
            return ""


def _grouped(rows: Iterable[Row], asked: Asked, worths: Worths) -> list[Group]:
    groups: dict[str, list[Row]] = {}
    for row in sorted(rows, key=_order(asked.sort)):
        groups.setdefault(_heading(row, asked.group), []).append(row)
    return [Group(label, of_group, worths) for label, of_group in groups.items()]


def _context(request: ActorRequest, tables: list[Table], *, group: str) -> dict[str, Any]:
    asked = Asked.of(request, group=group)
    rows = board_of(request.actor, tables)
    shown = [row for row in rows if asked.wants(row)]
    worths = Worths(appraisals_of(request.actor, tables))
    return {
        "groups": _grouped(shown, asked, worths),
        "worths": worths,
        "appraisals": list(worths.appraisals.values()),
        "asked": asked,
        "total": len(rows),
        "shown": len(shown),
        "agreed": sum(row.status == IssueStatus.AGREED for row in rows),
        "employer_owes": sum(row.owes == Side.EMPLOYER for row in rows),
        "union_owes": sum(row.owes == Side.UNION for row in rows),
        "flagged": sum(row.flagged for row in rows),
        "statuses": IssueStatus.choices,
        "sides": Side.choices,
        "group_names": [
            ("kind", _("economic or not")),
            ("status", _("status")),
            ("parent", _("parent issue")),
            ("table", _("table")),
            ("none", _("nothing")),
        ],
        "sort_names": [
            ("rank", _("members' rank")),
            ("name", _("name")),
            ("owed", _("days owed")),
            ("status", _("status")),
        ],
    }


def home(request: HttpRequest) -> HttpResponse:
    """To the newest campaign's first board; to the sign-in for whoever is not signed in."""
    actor = actor_of(request)
    if actor is None:
        return redirect("account_home" if request.user.is_authenticated else "account_login")
    tables = tables_of(actor)
    if not tables:
        return redirect("bargaining:tables")
    return redirect("bargaining:board", table_id=tables[0].pk)


@seated
@require_safe
def board(request: ActorRequest, table_id: int) -> HttpResponse:
    """One table, one row per issue."""
    table = get_table(request.actor, table_id)
    context = _context(request, [table], group="kind") | {
        "table": table,
        "may_pass": may(request.actor, Right.PROPOSE, union_id=table.union_id, table_id=table.pk),
        "may_record": may(request.actor, Right.RECORD, union_id=table.union_id, table_id=table.pk),
    }
    return render(request, "bargaining/board.html", context)


@seated
@require_safe
def campaign_board(request: ActorRequest, campaign_id: int) -> HttpResponse:
    """Every table of a campaign the reader may see, side by side."""
    campaign = get_campaign(request.actor, campaign_id)
    tables = [table for table in tables_of(request.actor) if table.campaign_id == campaign.pk]
    context = _context(request, tables, group="table")
    return render(request, "bargaining/board.html", context | {"campaign": campaign})


@seated
@require_safe
def gaps(request: ActorRequest, table_id: int) -> HttpResponse:
    """How far apart the sides are, per issue, region and year, and how that went."""
    table = get_table(request.actor, table_id)
    found = gap_board_of(request.actor, table)
    appraisals = appraisals_of(request.actor, [table])
    worth = appraisals[table.pk].by_issue if table.pk in appraisals else {}
    issues = [
        {
            "gap": issue_gap,
            "worth": worth.get(issue_gap.issue.pk),
            "dumbbells": dumbbells_of(issue_gap),
            "trends": trends_of(issue_gap, found.occasions),
        }
        for issue_gap in found.issues
    ]
    context = {
        "table": table,
        "issues": issues,
        "appraisals": list(appraisals.values()),
        "may_pass": may(request.actor, Right.PROPOSE, union_id=table.union_id, table_id=table.pk),
        "may_record": may(request.actor, Right.RECORD, union_id=table.union_id, table_id=table.pk),
    }
    return render(request, "bargaining/gaps.html", context)
