"""Correcting a draft as a whole: its facts, which attachment it is, and all its terms at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commontable.bargaining.drafting import pieces as drafting
from commontable.bargaining.drafting.suggestions import OPEN, TAKEN, Doubt
from commontable.bargaining.models import Draft
from commontable.bargaining.selectors.draft_ground import ground_of
from commontable.bargaining.selectors.drafts import TermLine, pieces_of, received_of, view_of
from commontable.bargaining.selectors.issues import vocabulary_of
from commontable.bargaining.services.drafts.keeping import hold, record_act, touch
from commontable.bargaining.services.drafts.taking_in import lay_out
from commontable.coalition.actors import Actor
from commontable.common.errors import CommontableError
from commontable.common.plain_text import refuse_unkept


@transaction.atomic
def correct_draft(*, actor: Actor, draft: Draft, version: int, facts: Mapping[str, Any]) -> Draft:
    """Keep the fields of the pass as they are typed; they are checked when it is passed.

    Raises:
        UnkeptTextError: a control character stands in a field.
        ConflictError: the draft is closed, or somebody saved it since.
    """
    for name, value in facts.items():
        for each in value if isinstance(value, list) else [value]:
            refuse_unkept(str(each), where=name.replace("_", " ").capitalize())
    now = hold(actor, draft, version=version)
    before = {key: value for key, value in now.facts.items() if facts.get(key) != value}
    after = {key: value for key, value in facts.items() if now.facts.get(key) != value}
    if not before and not after:
        return now
    now.facts = dict(facts)
    touch(now, actor)
    now.save(update_fields=["facts", "version", "savers", "changed_at", "changed_by"])
    record_act(actor, now, "correct_draft", before=before, after=after)
    return now


@transaction.atomic
def choose_part(*, actor: Actor, draft: Draft, version: int, part: str) -> Draft:
    """Say which attachment is the paper; empty: the mail's own words. The pieces are read anew.

    Raises:
        CommontableError: there is no such attachment, or it cannot be read.
        ConflictError: the draft is closed, or somebody saved it since.
    """
    now = hold(actor, draft, version=version)
    readable = {each["sha256"]: each["name"] for each in now.attachments if each["readable"]}
    received = received_of(now)
    if part and part not in readable:
        raise CommontableError(
            _("That attachment cannot be read as a proposal."),
            expected=", ".join(readable.values()) or _("the mail's own words"),
            where=_("Attachment"),
        )
    if not part and received.document is None:
        raise CommontableError(
            _("The mail itself has no words."), expected=_("an attachment"), where=_("Attachment")
        )
    if part == now.part:
        return now
    before = readable.get(now.part, _("the mail itself"))
    now.part = part
    touch(now, actor)
    now.save(update_fields=["part", "version", "savers", "changed_at", "changed_by"])
    lay_out(actor, now, received)
    record_act(
        actor, now, "choose_part", before={"paper": before},
        after={"paper": readable.get(part, _("the mail itself"))},
    )  # fmt: skip
    return now


@dataclass(frozen=True, slots=True)
class TakenTogether:
    """How many lines were taken together, and how many were left for a person, by why.

    Attributes:
        asking: the line cannot be read: it names no issue, or says something unknown.
        contradicted: its clause contradicts itself.
        unsure: a year, a region, a unit or the issue was worked out, not said.
    """

    taken: int = 0
    asking: int = 0
    contradicted: int = 0
    unsure: int = 0

    @property
    def left(self) -> int:
        return self.asking + self.contradicted + self.unsure


@transaction.atomic
def take_all_terms(*, actor: Actor, draft: Draft) -> TakenTogether:
    """Take every suggestion that is sure and that nobody decided on yet; the rest stays open.

    A line that somebody rewrote is theirs, and is taken as soon as it can be read.

    Raises:
        ConflictError: the draft is closed.
    """
    now = hold(actor, draft)
    ground = ground_of(actor, now.campaign, now.union_id)
    vocabulary = vocabulary_of(actor, now.campaign)
    paper = drafting.paper_of(received_of(now), now.part)
    said: Counter[str] = Counter()
    for piece in pieces_of(now):
        if piece.dropped or not any(not each["state"] for each in piece.terms):
            continue
        view = view_of(piece, paper, vocabulary, ground)
        terms = []
        for line in view.lines:
            suggestion = line.suggestion
            if not suggestion.state:
                said[what := _together(line, view.doubts)] += 1
                suggestion = replace(suggestion, state=TAKEN if what == "taken" else OPEN)
            terms.append(suggestion.data())
        if terms != piece.terms:
            piece.terms = terms
            touch(piece, actor)
            piece.save(update_fields=["terms", "version", "savers", "changed_at", "changed_by"])
    done = TakenTogether(**said)
    if done.taken:
        after = {"taken": done.taken, "left": done.left}
        record_act(actor, now, "take_all_terms", before={}, after=after)
    return done


def _together(line: TermLine, doubts: Iterable[Doubt]) -> str:
    """What becomes of an undecided line when all are taken: a field of ``TakenTogether``."""
    if line.reading.problems:
        return "asking"
    if line.suggestion.contradicted(doubts):
        return "contradicted"
    if not line.suggestion.is_sure and not line.suggestion.line:
        return "unsure"
    return "taken"
