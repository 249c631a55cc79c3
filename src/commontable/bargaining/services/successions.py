"""Confirming, in one act, how the articles of today's contract go on in the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from commontable.bargaining.models import Article, ArticleSuccession
from commontable.bargaining.services.contracts import record_succession
from commontable.bargaining.words import Succession
from commontable.coalition.actors import Actor
from commontable.common.errors import CommontableError


@dataclass(frozen=True, slots=True)
class Pair:
    """An article goes on in another, and how."""

    earlier: Article
    later: Article
    kind: Succession


@transaction.atomic
def record_successions(*, actor: Actor, pairs: Sequence[Pair]) -> list[ArticleSuccession]:
    """Record all of the pairs, or none: an article in several of them is merged or split.

    Raises:
        CommontableError: no pair; one is not from today's contract to the next, or its kind does
            not fit the others.
        ConflictError: one is recorded already.
    """
    if not pairs:
        raise CommontableError(
            _("No pair is ticked."), expected=_("the pairs that are right, each with its tick")
        )
    return [
        record_succession(actor=actor, earlier=pair.earlier, later=pair.later, kind=pair.kind)
        for pair in pairs
    ]
