"""Correcting the pieces of a draft: one by one, left out, joined and split."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from commontable.bargaining.drafting import pieces as drafting
from commontable.bargaining.drafting import suggestions
from commontable.bargaining.drafting.suggestions import IGNORED, STATES, TAKEN, Suggestion, suggest
from commontable.bargaining.models import Article, DraftPiece, Issue
from commontable.bargaining.selectors.draft_ground import ground_of
from commontable.bargaining.selectors.issues import vocabulary_of
from commontable.bargaining.services.drafts.keeping import hold_piece, record_act, touch
from commontable.bargaining.words import DraftPurpose, WordsTaken
from commontable.coalition.actors import Actor
from commontable.common.errors import CommontableError, ConflictError

LONGEST_TEXT = 400_000  # letters of one article
LONGEST_LINE = 2000
LONGEST_LINES = 8000


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody says of one suggestion: its line as it shall read, and whether it is taken."""

    line: str
    state: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A piece as somebody leaves it. ``decisions`` are by the suggestion's key."""

    number: str
    heading: str
    text: str
    taken: WordsTaken
    article: Article | None
    issue: Issue | None
    decisions: Mapping[str, Decision]
    more_terms: str


@transaction.atomic
def correct_piece(
    *, actor: Actor, piece: DraftPiece, version: int, correction: Correction
) -> DraftPiece:
    """Keep a piece as somebody corrected it; where its words changed, its terms are read again.

    Raises:
        CommontableError: a number, heading or text that is too long.
        ConflictError: the draft is closed, or somebody saved the piece since.
    """
    now = hold_piece(actor, piece, version=version)
    _check_lengths(correction)
    before = _facts(now)
    words, heading, article = now.words, now.heading, now.article_id
    now.number, now.heading = correction.number.strip(), correction.heading.strip()
    now.text = correction.text.replace("\r\n", "\n").strip()
    now.taken = correction.taken if now.before is not None else WordsTaken.PROPOSED
    now.terms = _decided(actor, now, correction.decisions)
    now.article, now.issue = correction.article, correction.issue
    now.more_terms = correction.more_terms.replace("\r\n", "\n").strip()
    if (now.words, now.heading, now.article_id) != (words, heading, article):
        _suggest_again(actor, now)
    after = _facts(now)
    if before == after:
        return now
    touch(now, actor)
    now.save()
    _record_piece(actor, now, "correct_draft", before, after)
    return now


def _check_lengths(correction: Correction) -> None:
    for where, text, most in (
        (_("Number"), correction.number, drafting.LONGEST_NUMBER),
        (_("Heading"), correction.heading, drafting.LONGEST_HEADING),
        (_("Words"), correction.text, LONGEST_TEXT),
        (_("Further terms"), correction.more_terms, LONGEST_LINES),
    ):
        if len(text) > most:
            raise CommontableError(
                _("That is too long."),
                expected=_("at most %(most)s letters") % {"most": most},
                where=where,
                kept=_("What you typed is still in the fields."),
            )


def _decided(
    actor: Actor, piece: DraftPiece, decisions: Mapping[str, Decision]
) -> list[dict[str, Any]]:
    """The suggestions with what was decided; a line left as it was found is not kept as typed."""
    known = ground_of(actor, piece.draft.campaign, piece.union_id).by_id
    vocabulary = vocabulary_of(actor, piece.draft.campaign)
    decided = []
    for data in piece.terms:
        suggestion = Suggestion.of(data)
        decision = decisions.get(suggestion.key)
        if decision is not None:
            line = " ".join(decision.line.split())[:LONGEST_LINE]
            found = replace(suggestion, line="")
            as_found = found.written(suggestion.issue or piece.issue_id, known, vocabulary)
            suggestion = replace(
                suggestion,
                line="" if line == as_found else line,
                state=decision.state if decision.state in STATES else suggestion.state,
            )
        decided.append(suggestion.data())
    return decided


def _suggest_again(actor: Actor, piece: DraftPiece) -> None:
    if piece.draft.purpose == DraftPurpose.CONTRACT:
        return
    ground = ground_of(actor, piece.draft.campaign, piece.union_id)
    found, doubts = suggest(
        piece.words,
        heading=piece.heading,
        article=piece.article_id,
        issue=piece.issue_id,
        ground=ground,
    )
    piece.terms = suggestions.again(piece.terms, found)
    piece.doubts = [each.data() for each in doubts]


@transaction.atomic
def drop_piece(*, actor: Actor, piece: DraftPiece, version: int) -> DraftPiece:
    """Leave a piece out of what is passed or loaded; it can be taken back.

    Raises:
        ConflictError: the draft is closed, or somebody saved the piece since.
    """
    return _set_dropped(actor, piece, version, dropped=True)


@transaction.atomic
def restore_piece(*, actor: Actor, piece: DraftPiece, version: int) -> DraftPiece:
    """Take a piece back that was left out.

    Raises:
        ConflictError: the draft is closed, or somebody saved the piece since.
    """
    return _set_dropped(actor, piece, version, dropped=False)


def _set_dropped(actor: Actor, piece: DraftPiece, version: int, *, dropped: bool) -> DraftPiece:
    now = hold_piece(actor, piece, version=version)
    if now.dropped == dropped:
        return now
    now.dropped = dropped
    if not dropped and not now.terms:
        _suggest_again(actor, now)
    touch(now, actor)
    now.save()
    _record_piece(actor, now, "correct_draft", {"left_out": not dropped}, {"left_out": dropped})
    return now


@transaction.atomic
def join_piece(*, actor: Actor, piece: DraftPiece, version: int) -> DraftPiece:
    """Join a piece to the one before it, under that one's heading.

    Raises:
        ConflictError: it is the first; the draft is closed; somebody saved it since.
    """
    now = hold_piece(actor, piece, version=version)
    above = (
        DraftPiece.objects.filter(draft=now.draft, position__lt=now.position)
        .order_by("-position", "-id")
        .first()
    )
    if above is None:
        raise ConflictError(_("There is no piece before it to join it to."))
    joined = DraftPiece.objects.select_related("article", "issue").get(pk=above.pk)
    joined.draft = now.draft
    heading = "" if now.dropped else " ".join(filter(None, (now.number, now.heading)))
    joined.text = "\n\n".join(filter(None, (joined.text, heading, now.text)))
    if joined.before is not None or now.before is not None:
        joined.before = "\n\n".join(filter(None, (joined.before, heading, now.before)))
    joined.first, joined.last = min(joined.first, now.first), max(joined.last, now.last)
    joined.more_terms = "\n".join(filter(None, (joined.more_terms, now.more_terms)))
    joined.terms = [*joined.terms, *now.terms]
    joined.dropped = False
    _suggest_again(actor, joined)
    now.delete()
    touch(joined, actor)
    joined.save()
    _record_piece(actor, joined, "join_pieces", {}, {"joined": str(piece)})
    return joined


@transaction.atomic
def split_piece(
    *, actor: Actor, piece: DraftPiece, version: int, paragraph: int
) -> tuple[DraftPiece, DraftPiece]:
    """Split a piece before one of its paragraphs, counted from 0; that begins the new piece.

    Raises:
        CommontableError: there is no such paragraph, or nothing would be left before it.
        ConflictError: the draft is closed, or somebody saved the piece since.
    """
    now = hold_piece(actor, piece, version=version)
    paragraphs = drafting.paragraphs_of(now.text)
    if not 0 < paragraph < len(paragraphs):
        raise CommontableError(
            _("It can only be split before a later paragraph."),
            expected=_("a paragraph after the first"),
            where=_("Split"),
        )
    above, below = paragraphs[:paragraph], paragraphs[paragraph:]
    at = min(now.first + sum(len(_words(part)) for part in above), now.last)
    DraftPiece.objects.filter(draft=now.draft, position__gt=now.position).update(
        position=F("position") + 1
    )
    new = DraftPiece(
        coalition_id=now.coalition_id,
        union_id=now.union_id,
        draft=now.draft,
        position=now.position + 1,
        heading=_opening(below[0]),
        text="\n\n".join(below),
        first=at,
        last=now.last,
    )
    if now.before is not None:
        # Where the words before the changes are to be cut, only a person can say.
        new.before = ""
    now.text, now.last = "\n\n".join(above), at
    for each in (now, new):
        _suggest_again(actor, each)
        touch(each, actor)
        each.save()
    _record_piece(actor, now, "split_piece", {}, {"split_off": str(new)})
    return now, new


def _words(paragraph: str) -> list[str]:
    return [word for word in paragraph.split() if word != "|"]


def _opening(paragraph: str) -> str:
    """A heading for a piece split off: its first line where that is short, else a few words."""
    line = paragraph.split("\n", 1)[0].strip()
    words = line.split()
    return line[: drafting.LONGEST_HEADING] if len(words) <= 12 else " ".join(words[:6]) + " …"  # noqa: PLR2004 - a title's length


def _facts(piece: DraftPiece) -> dict[str, Any]:
    """What of a piece the log tells: long words by their number and what was decided on terms."""
    states = [each["state"] for each in piece.terms]
    return {
        "number": piece.number,
        "heading": piece.heading,
        "words": f"{len(piece.words.split())} ({WordsTaken(piece.taken).value})",
        "article": str(piece.article or ""),
        "issue": str(piece.issue or ""),
        "terms_taken": [
            each["line"] or each["clause"] for each in piece.terms if each["state"] == TAKEN
        ],
        "terms_left": states.count(IGNORED),
        "lines": [each["line"] for each in piece.terms],
        "more_terms": piece.more_terms,
        "text": piece.text,
    }


def _record_piece(
    actor: Actor,
    piece: DraftPiece,
    verb: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    changed = {key for key in after if before.get(key) != after[key]} - {"text", "lines"}
    record_act(
        actor,
        piece.draft,
        verb,
        before={key: before[key] for key in before if key in changed},
        after={"piece": str(piece)} | {key: after[key] for key in after if key in changed},
    )
