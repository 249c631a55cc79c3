"""Arranging a sheet: what it shows, and the team's words on its rows."""

from __future__ import annotations

from django.db import transaction

from commontable.audit.services import record
from commontable.bargaining.models import Sheet, SheetWording, Table
from commontable.bargaining.selectors.sheets.articles import articles_at
from commontable.bargaining.selectors.sheets.past import reader_at
from commontable.bargaining.selectors.sheets.patterns import choices_at
from commontable.bargaining.selectors.sheets.versions import wording_of
from commontable.bargaining.selectors.table_record import issues_at
from commontable.bargaining.services.wording import words_of
from commontable.bargaining.sheet_definition import Definition, pattern_of
from commontable.bargaining.words import SheetColumn, SheetRows
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common.errors import CommontableError, ConflictError, NotFoundError
from commontable.engines.sheets import one_line

_LONGEST_WORDING = 500


@transaction.atomic
def make_sheet(*, actor: Actor, table: Table, title: str, definition: Definition) -> Sheet:
    """Arrange a comparison sheet of a table.

    Raises:
        CommontableError: no title or columns, or rows and columns the table does not have.
        ConflictError: the table has a sheet of that title.
    """
    require(actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    title = words_of(title, where="Title", expected="what the sheet is called")
    _check(actor, table, definition)
    _refuse_taken_title(table, title)
    sheet = Sheet.objects.create(
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        table=table,
        title=title,
        definition=definition.to_data(),
    )
    record(
        actor=actor,
        verb="make_sheet",
        subject=sheet,
        coalition_id=sheet.coalition_id,
        union_id=sheet.union_id,
        after={"title": title, **sheet.definition},
    )
    return sheet


@transaction.atomic
def amend_sheet(*, actor: Actor, sheet: Sheet, title: str, definition: Definition) -> Sheet:
    """Arrange a sheet anew. Its versions stay as they were made.

    Raises:
        CommontableError, ConflictError: as for a new sheet.
    """
    table = sheet.table
    require(actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    title = words_of(title, where="Title", expected="what the sheet is called")
    _check(actor, table, definition)
    sheet = Sheet.objects.select_for_update(of=("self",)).select_related("table").get(pk=sheet.pk)
    before = {"title": sheet.title, **sheet.definition}
    after = {"title": title, **definition.to_data()}
    if before == after:
        return sheet
    _refuse_taken_title(table, title, but=sheet.pk)
    sheet.title, sheet.definition = title, definition.to_data()
    sheet.save(update_fields=["title", "definition"])
    record(
        actor=actor,
        verb="amend_sheet",
        subject=sheet,
        coalition_id=sheet.coalition_id,
        union_id=sheet.union_id,
        before=before,
        after=after,
    )
    return sheet


def _refuse_taken_title(table: Table, title: str, but: int = 0) -> None:
    if Sheet.objects.filter(table=table, title=title).exclude(pk=but).exists():
        raise ConflictError(
            f"This table has a sheet “{title}” already.",
            expected="another title, or a further version of that sheet",
            where="Title",
        )


def _check(actor: Actor, table: Table, definition: Definition) -> None:
    """Every column and row is one that this table may show to all who read it."""
    if not definition.columns:
        raise CommontableError(
            "A sheet compares something.", expected="at least one column", where="Columns"
        )
    reader = reader_at(actor, table)
    known = {*SheetColumn.values, *(each.key for each in choices_at(reader, table))}
    for key in definition.columns:
        if key in known:
            continue
        if pattern_of(key)[0]:
            raise NotFoundError("There is no such settlement.")
        raise CommontableError(
            "There is no such column.", expected=", ".join(known), came=key, where="Columns"
        )
    if definition.chosen is None:
        return
    if not definition.chosen:
        raise CommontableError(
            "A sheet has rows.", expected="at least one row, or all of them", where="Rows"
        )
    there = (
        set(articles_at(reader, table))
        if definition.by is SheetRows.ARTICLE
        else {issue.pk for issue in issues_at(reader, table)}
    )
    if not definition.chosen <= there:
        raise NotFoundError("There is no such row at this table.")


@transaction.atomic
def word_row(*, actor: Actor, sheet: Sheet, row: str, text: str) -> SheetWording:
    """Set the team's own words on a row, shown as such beside the figures; none takes them back.

    They change no figure and no version: a draft and the next version show them, and a release
    takes them as they stand when it is signed.

    Raises:
        CommontableError: the words are too long, or those already there.
    """
    table = sheet.table
    require(actor, Right.WORD, union_id=table.union_id, table_id=table.pk)
    said = one_line(text)
    if len(said) > _LONGEST_WORDING:
        raise CommontableError(
            "That is too long to stand beside a figure.",
            expected=f"at most {_LONGEST_WORDING} letters",
            came=f"{len(said)}",
            where="Wording",
        )
    _check_row(actor, table, row)
    before = wording_of(actor, sheet).get(row, "")
    if before == said:
        raise CommontableError(
            "These are the words already." if said else "There are no words to take back.",
            where="Wording",
        )
    wording = SheetWording.objects.create(
        coalition_id=sheet.coalition_id,
        union_id=sheet.union_id,
        entered_by_id=actor.person_id,
        sheet=sheet,
        row=row,
        text=said,
    )
    record(
        actor=actor,
        verb="word_row",
        subject=sheet,
        coalition_id=sheet.coalition_id,
        union_id=sheet.union_id,
        before={"row": row, "wording": before},
        after={"row": row, "wording": said},
    )
    return wording


def _check_row(actor: Actor, table: Table, row: str) -> None:
    reader = reader_at(actor, table)
    keys = {f"issue-{issue.pk}" for issue in issues_at(reader, table)}
    keys |= {f"article-{article_id}" for article_id in articles_at(reader, table)}
    if row not in keys:
        raise NotFoundError("There is no such row at this table.")
