"""A comparison sheet, computed: one structure that the page, the PDF, Word and Excel all show.

It is read with the eyes of the table (:func:`.past.reader_at`): nothing of a union's own goes into
a sheet of the common table, whoever makes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commontable.bargaining.models import Article, Issue, Table
from commontable.bargaining.selectors.sheets.articles import articles_at, issues_by_article
from commontable.bargaining.selectors.sheets.cells import Positions
from commontable.bargaining.selectors.sheets.past import Past, past_of, reader_at
from commontable.bargaining.selectors.sheets.patterns import pattern_column
from commontable.bargaining.selectors.standing import day_of
from commontable.bargaining.sheet_definition import Definition, in_order, pattern_of
from commontable.bargaining.sheet_words import exact_words, sheet_words
from commontable.bargaining.words import SheetColumn, SheetGroups, SheetRows, Side
from commontable.coalition.actors import Actor
from commontable.coalition.selectors.codes import codes_of, reach_of
from commontable.engines.sheets import (
    Cell,
    Column,
    Edition,
    Entry,
    Note,
    Row,
    SheetView,
    one_line,
)


@dataclass(frozen=True, slots=True)
class Computed:
    """A sheet, and the record it stands on."""

    view: SheetView
    past: Past


@dataclass(frozen=True, slots=True)
class _Filled:
    """A column with how it is filled."""

    column: Column
    entries: Callable[[Issue], tuple[Entry, ...]]


def sheet_view(
    actor: Actor,
    table: Table,
    definition: Definition,
    *,
    title: str,
    moment: datetime,
    wording: Mapping[str, str] | None = None,
) -> Computed:
    """The sheet at a moment, unmarked and without a number: what a version of it would say.

    Args:
        table: with its campaign, employer and union read.
        wording: the team's words by row key.

    Raises:
        NotFoundError: it shows a settlement that the table may not.
    """
    reader = reader_at(actor, table)
    past = past_of(reader, table, moment)
    articles = articles_at(reader, table)
    positions = Positions(past, reader.time_zone, articles, past.record.regions(reach_of(reader)))
    filled, notes = _columns(reader, table, definition, past, positions)
    issues = issues_shown(past)
    if definition.by is SheetRows.ARTICLE:
        of_article = issues_by_article(reader, past, issues, articles)
        rows = _by_article(definition, issues, filled, of_article)
    else:
        rows = _by_issue(definition, issues, filled, positions)
    said = wording or {}
    view = SheetView(
        title=one_line(title),
        edition=Edition.TEAM,
        number=0,
        coalition=one_line(actor.coalition_name),
        employer=one_line(table.campaign.employer.name),
        campaign=one_line(str(table.campaign)),
        table=one_line(table.name),
        as_of=moment.astimezone(ZoneInfo(actor.time_zone)).isoformat(),
        as_of_words=exact_words(moment, actor.time_zone),
        language=get_language() or "en",
        row_head=_("Article") if definition.by is SheetRows.ARTICLE else _("Issue"),
        columns=tuple(each.column for each in filled),
        rows=tuple(replace(row, wording=one_line(said.get(row.key, ""))) for row in rows),
        words=sheet_words(),
        notes=tuple(notes),
        codes=_codes(reader),
    )
    return Computed(view, past)


def _codes(reader: Actor) -> dict[str, str]:
    """What regions' and unions' codes stand for; a unit is named as it is."""
    codes = codes_of(reader)
    both = {**codes.regions, **codes.unions}
    return {code: one_line(name) for code, name in sorted(both.items()) if name != code}


def issues_shown(past: Past) -> list[Issue]:
    """The issues as the board orders them, by the members' rank.

    A local table has its own issues and those of the common ones that it speaks to.
    """
    local = past.record.table.union_id is not None
    shown = [
        issue
        for issue in past.record.issues
        if not local or issue.union_id is not None or issue.pk in past.record.spoken
    ]
    return sorted(
        shown, key=lambda issue: (issue.rank is None, issue.rank or 0, issue.name.casefold())
    )


def _columns(
    reader: Actor, table: Table, definition: Definition, past: Past, positions: Positions
) -> tuple[list[_Filled], list[Note]]:
    filled: list[_Filled] = []
    notes: list[Note] = []
    ours = table.union.name if table.union else reader.coalition_name
    parties = {Side.UNION: ours, Side.EMPLOYER: table.campaign.employer.name}
    for key in in_order(definition.columns):
        if pattern_of(key)[0]:
            day = day_of(past.moment, reader.time_zone)
            pattern = pattern_column(reader, key, issues=past.record.issues, on=day)
            filled.append(_Filled(pattern.column, pattern.entries))
            notes += pattern.notes
            continue
        kind = SheetColumn(key)
        side = next((each for each in Side if key.startswith(each)), None)
        column = Column(
            key=key,
            head=str(kind.label),
            sub=one_line(parties[Side(key)]) if key in parties else "",
            side=side.value if side else "",
            team_only=kind is SheetColumn.ASIDE,
        )
        filled.append(_Filled(column, positions.column(kind)))
    return filled, notes


def _by_issue(
    definition: Definition, issues: Sequence[Issue], filled: list[_Filled], positions: Positions
) -> list[Row]:
    groups: dict[str, list[Row]] = {}
    for issue in issues:
        if definition.chosen is not None and issue.pk not in definition.chosen:
            continue
        heading = one_line(_heading(issue, definition.group, positions))
        groups.setdefault(heading, []).append(_issue_row(issue, filled, heading))
    return [row for rows in groups.values() for row in rows]


def _issue_row(issue: Issue, filled: list[_Filled], group: str) -> Row:
    return Row(
        key=f"issue-{issue.pk}",
        name=one_line(issue.name),
        cells=tuple(Cell(each.entries(issue)) for each in filled),
        group=group,
        ref=f"issue-{issue.pk}",
    )


def _heading(issue: Issue, group: SheetGroups, positions: Positions) -> str:
    match group:
        case SheetGroups.KIND:
            return _("Economic") if issue.economic else _("Non-economic")
        case SheetGroups.PARENT:
            return (issue.parent or issue).name
        case SheetGroups.STATUS:
            return str(positions.status(issue).label)
        case SheetGroups.NONE:
            return ""


def _by_article(
    definition: Definition,
    issues: Sequence[Issue],
    filled: list[_Filled],
    of_article: Mapping[Article, Sequence[Issue]],
) -> list[Row]:
    """A row an article, with all its issues; what no article has follows, an issue a row."""
    several = len({article.contract_id for article in of_article}) > 1
    rows = []
    for article, gathered in of_article.items():
        if definition.chosen is not None and article.pk not in definition.chosen:
            continue
        cells = []
        for each in filled:
            entries = [
                replace(entry, about=one_line(issue.name))
                for issue in gathered
                for entry in each.entries(issue)
            ]
            cells.append(Cell(tuple(entries)))
        rows.append(
            Row(
                key=f"article-{article.pk}",
                name=one_line(str(article)),
                cells=tuple(cells),
                group=one_line(article.contract.title) if several else "",
                ref=f"article-{article.pk}",
            )
        )
    if definition.chosen is None:
        placed = {issue.pk for gathered in of_article.values() for issue in gathered}
        left = [issue for issue in issues if issue.pk not in placed]
        rows += [_issue_row(issue, filled, _("In no article yet")) for issue in left]
    return rows
