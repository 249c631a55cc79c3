"""Ground rules: agreed, and replaced by what was agreed later."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from commontable.audit.services import record
from commontable.bargaining.models import GroundRule, Table
from commontable.bargaining.services.search_index import keep
from commontable.bargaining.services.wording import refuse_day_to_come, words_of
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common.errors import CommontableError, ConflictError


@transaction.atomic
def agree_ground_rule(*, actor: Actor, table: Table, text: str, agreed_on: date) -> GroundRule:
    """Both sides agree on how they will bargain.

    Raises:
        CommontableError: no words, or a day to come.
    """
    require(actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    rule = _write(actor, table, text, agreed_on, replaces=None)
    record(
        actor=actor,
        verb="agree_ground_rule",
        subject=rule,
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        after={"text": rule.text, "agreed_on": agreed_on},
    )
    keep(rule)
    return rule


@transaction.atomic
def replace_ground_rule(
    *, actor: Actor, rule: GroundRule, text: str, agreed_on: date
) -> GroundRule:
    """The sides agree on another wording; the one before it stays readable behind it.

    Raises:
        CommontableError: no words, a day to come, or a day before the rule it replaces.
        ConflictError: somebody replaced it already.
    """
    table = rule.table
    require(actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    Table.objects.select_for_update().get(pk=table.pk)
    if GroundRule.objects.filter(replaces=rule).exists():
        raise ConflictError("This ground rule was replaced already.", expected="the newest wording")
    if agreed_on < rule.agreed_on:
        raise CommontableError(
            "A later rule is not agreed before the one it replaces.",
            expected=f"{rule.agreed_on} or later",
            came=str(agreed_on),
            where="Agreed on",
        )
    newer = _write(actor, table, text, agreed_on, replaces=rule)
    record(
        actor=actor,
        verb="replace_ground_rule",
        subject=newer,
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        before={"text": rule.text, "agreed_on": rule.agreed_on},
        after={"text": newer.text, "agreed_on": agreed_on},
    )
    keep(rule, newer)
    return newer


def _write(
    actor: Actor, table: Table, text: str, agreed_on: date, *, replaces: GroundRule | None
) -> GroundRule:
    refuse_day_to_come(agreed_on, actor, where="Agreed on")
    return GroundRule.objects.create(
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        entered_by_id=actor.person_id,
        table=table,
        text=words_of(text, where="Rule", expected="the rule as agreed"),
        agreed_on=agreed_on,
        replaces=replaces,
    )
