"""Which texts there are of an article at a table: today's, and what each side passed for it.

All of it is narrowed to what the actor may see before anything is compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commontable.bargaining.models import (
    Article,
    Issue,
    Language,
    Proposal,
    ProposalEvent,
    Table,
)
from commontable.bargaining.words import ContractKind, ProposalEventKind, Side
from commontable.coalition.actors import Actor
from commontable.common.errors import NotFoundError

CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class Position:
    """A text to choose: today's contract, a side's words as of a pass, or another contract's.

    Attributes:
        key: how an address names it: ``contract``, ``p`` and the number of the proposal, or ``a``
            and the number of the article.
        short: the label where there is little room: ``E-7``.
        sign: one or two letters that stand beside its marks.
        stands: whether it counts as that side's position; not a supposal, nor withdrawn.
        article: what the article came from in an earlier contract, or goes on in.
    """

    key: str
    label: str
    short: str
    sign: str = ""
    proposal: Proposal | None = None
    stands: bool = True
    article: Article | None = None

    @property
    def side(self) -> str:
        return self.proposal.side if self.proposal is not None else ""

    def moment(self, time_zone: str) -> datetime | None:
        """When it was passed; noon of a day known without its hour."""
        when = self.proposal.when if self.proposal is not None else None
        if when is None or isinstance(when, datetime):
            return when
        return datetime.combine(when, time(12), ZoneInfo(time_zone))


@dataclass(frozen=True, slots=True)
class Subject:
    """One article, or words under a heading of their own, with all that was passed for it."""

    article: Article | None
    heading: str
    said: tuple[Language, ...] = field(repr=False)
    withdrawn: Mapping[int, int] = field(repr=False)
    """When proposals were withdrawn, in the table's order of crossing."""

    @property
    def name(self) -> str:
        return str(self.article) if self.article is not None else self.heading

    def text_at(self, position: Position) -> str:
        """What the pass has for it, or what its side's words were by then.

        A side that passed nothing for it that stands keeps the contract.
        """
        if position.article is not None:
            return position.article.text
        proposal = position.proposal
        if proposal is not None:
            own = (each for each in self.said if each.proposal_id == proposal.pk)
            earlier = (each for each in reversed(self.said) if self._carries(each, proposal))
            for language in (*own, *earlier):
                return language.text
        return self.article.text if self.article is not None else ""

    def is_in(self, position: Position) -> bool:
        """Whether that text has the article at all.

        Words under a heading of their own are only in the passes that have them. An article the
        contract lists is in it, its words entered or not.
        """
        return self.article is not None or bool(self.text_at(position).strip())

    def _carries(self, language: Language, later: Proposal) -> bool:
        """Whether a side's earlier words still stand when it passes something later."""
        earlier = language.proposal
        return (
            earlier.side == later.side
            and earlier.is_baseline
            and earlier.sequence < later.sequence
            and self.withdrawn.get(earlier.pk, later.sequence) >= later.sequence
        )


@dataclass(frozen=True, slots=True)
class Ground:
    """What a page of redlines stands on.

    ``base``, ``first`` and ``second`` are the positions it opens with; ``second`` may be none.
    """

    table: Table
    subjects: tuple[Subject, ...]
    positions: tuple[Position, ...]
    base: Position | None
    first: Position | None
    second: Position | None = None

    def position(self, key: str) -> Position | None:
        """The position of that key. The number of language alone means its proposal."""
        if key.isdecimal():
            named = next((s for each in self.subjects for s in each.said if str(s.pk) == key), None)
            key = f"p{named.proposal_id}" if named is not None else key
        return next((each for each in self.positions if each.key == key), None)


def get_language(actor: Actor, language_id: int) -> Language:
    """The words one proposal has for one article.

    Raises:
        NotFoundError: they do not exist, or are another union's.
    """
    language = (
        Language.objects.visible_to(actor)
        .select_related("proposal", "proposal__table", "article", "article__contract")
        .filter(pk=language_id)
        .first()
    )
    if language is None:
        raise NotFoundError("There is no such language.")
    return language


def ground_of_article(actor: Actor, table: Table, article: Article) -> Ground:
    """One article: today's words, ours and theirs, and what it was or becomes in a contract.

    Raises:
        NotFoundError: the article is of another campaign than the table.
    """
    if article.contract.campaign_id != table.campaign_id:
        raise NotFoundError("There is no such article at this table.")
    said = _said(actor, table, Q(article=article))
    return _of_both_sides(
        actor, table, _subjects(actor, [article], said), _of_other_contracts(actor, article)
    )


def ground_of_issue(actor: Actor, table: Table, issue: Issue) -> Ground:
    """Every article an issue leads to, and what was passed on it under headings of its own.

    Raises:
        NotFoundError: the issue is of another campaign than the table.
    """
    if issue.campaign_id != table.campaign_id:
        raise NotFoundError("There is no such issue at this table.")
    articles = list(
        Article.objects.visible_to(actor)
        .filter(issue_links__issue=issue)
        .exclude(contract__kind=ContractKind.NEXT)
        .select_related("contract")
        .order_by("contract__kind", "contract__title", "position")
    )
    about = Q(issue=issue) | Q(issue=None, proposal__issue_links__issue=issue)
    said = _said(actor, table, Q(article__in=articles) | about)
    return _of_both_sides(actor, table, _subjects(actor, articles, said))


def ground_of_proposal(actor: Actor, proposal: Proposal) -> Ground:
    """Every article a proposal has words for, against today's."""
    own = list(
        Language.objects.visible_to(actor)
        .filter(proposal=proposal)
        .select_related("article", "article__contract")
    )
    return _of_words(actor, proposal, own)


def ground_of_language(actor: Actor, language: Language) -> Ground:
    """The article, or heading, that words speak to, against today's."""
    return _of_words(actor, language.proposal, [language])


def _of_words(actor: Actor, proposal: Proposal, own: Sequence[Language]) -> Ground:
    articles = list({each.article.pk: each.article for each in own if each.article}.values())
    headings = [each.heading for each in own if each.article_id is None]
    alike = Q(article__in=articles) | Q(article=None, heading__in=headings)
    said = _said(actor, proposal.table, alike, proposal)
    subjects = _subjects(actor, articles, said)
    positions = _positions(actor, subjects)
    first = next((each for each in positions if each.proposal == proposal), None)
    others = [each for each in positions if each != first]
    return Ground(
        proposal.table,
        tuple(subjects),
        tuple(positions),
        base=next((each for each in others if each.proposal is None), None)
        or _earlier(others, proposal),
        first=first,
    )


def _earlier(positions: Iterable[Position], proposal: Proposal) -> Position | None:
    """What the same side said last before it, or else the other side."""
    before = [
        each
        for each in positions
        if each.proposal is not None and each.proposal.sequence < proposal.sequence
    ]
    own = [each for each in before if each.side == proposal.side]
    return next(iter(own or before), None)


def _of_other_contracts(actor: Actor, article: Article) -> list[Position]:
    """The articles it goes on in, then those it comes from, as far as they have words."""
    found: list[Position] = []
    for related in (Q(comes_from__earlier=article), Q(goes_on_in__later=article)):
        others = Article.objects.visible_to(actor).filter(related).exclude(text="")
        for other in others.select_related("contract").order_by("position"):
            kind = str(ContractKind(other.contract.kind).label)
            found.append(Position(f"a{other.pk}", f"{kind}: {other}", kind, article=other))
    return found


def _of_both_sides(
    actor: Actor,
    table: Table,
    subjects: Sequence[Subject],
    others: Sequence[Position] = (),
) -> Ground:
    positions = _positions(actor, subjects)
    contract = next((each for each in positions if each.proposal is None), None)
    last = [
        found
        for side in (Side.UNION, Side.EMPLOYER)
        if (found := _standing(positions, side)) is not None
    ]
    if contract is None and len(last) > 1:
        contract = last.pop(0)  # without today's words, theirs is held against ours
    if not last:
        last = list(others[:1])
    return Ground(
        table,
        tuple(subjects),
        (*positions, *others),
        base=contract,
        first=last[0] if last else None,
        second=last[1] if len(last) > 1 else None,
    )


def _standing(positions: Iterable[Position], side: str) -> Position | None:
    own = [each for each in positions if each.side == side]
    return next((each for each in own if each.stands), next(iter(own), None))


def _said(actor: Actor, table: Table, about: Q, also: Proposal | None = None) -> list[Language]:
    """Language at a table in the order of crossing; of corrected entries only the newest.

    ``also`` is an entry that is asked for by itself, corrected since or not.
    """
    counts = Q(proposal__corrected_by=None)
    if also is not None:
        counts |= Q(proposal=also)
    return list(
        Language.objects.visible_to(actor)
        .filter(about, counts, proposal__table=table)
        .select_related("proposal", "article", "article__contract")
        .order_by("proposal__sequence", "proposal__revision", "id")
        .distinct()
    )


def _subjects(actor: Actor, articles: Sequence[Article], said: Sequence[Language]) -> list[Subject]:
    """The articles in their order, further ones the words speak to, then headings of their own."""
    withdrawn = dict(
        ProposalEvent.objects.visible_to(actor)
        .filter(proposal__in={each.proposal_id for each in said}, kind=ProposalEventKind.WITHDRAWN)
        .values_list("proposal_id", "sequence")
    )
    known = {article.pk: article for article in articles}
    known |= {each.article.pk: each.article for each in said if each.article is not None}
    headings = dict.fromkeys(each.heading for each in said if each.article_id is None)
    named: list[tuple[Article | None, str]] = [(article, "") for article in known.values()]
    named += [(None, heading) for heading in headings]
    return [
        Subject(
            article,
            heading,
            tuple(
                each
                for each in said
                if each.article == article and (article is not None or each.heading == heading)
            ),
            withdrawn,
        )
        for article, heading in named
    ]


def _positions(actor: Actor, subjects: Sequence[Subject]) -> list[Position]:
    """The contract first, where it has words; then every pass, the last one first."""
    positions: list[Position] = []
    articles = [each.article for each in subjects if each.article is not None]
    with_text = [article for article in articles if article.text.strip()]
    if with_text:
        kind = str(ContractKind(with_text[0].contract.kind).label)
        positions.append(Position(CONTRACT, kind, kind))
    proposals = {s.proposal_id: s.proposal for each in subjects for s in each.said}
    withdrawn = {pk for each in subjects for pk in each.withdrawn}
    order = sorted(proposals.values(), key=lambda one: (one.sequence, one.revision), reverse=True)
    positions += [
        Position(
            f"p{proposal.pk}",
            _label(proposal, actor, withdrawn=proposal.pk in withdrawn),
            proposal.label,
            proposal.label[0],
            proposal,
            proposal.is_baseline and proposal.pk not in withdrawn,
        )
        for proposal in order
    ]
    return positions


def _label(proposal: Proposal, actor: Actor, *, withdrawn: bool) -> str:
    """ "E-7, Employer, March 3, 2026, 10:40 p.m." """
    when = proposal.when
    if isinstance(when, datetime):
        said = date_format(when.astimezone(ZoneInfo(actor.time_zone)), "DATETIME_FORMAT")
    else:
        said = date_format(when) if when else _("day not known")
    parts = [proposal.label, str(Side(proposal.side).label), said]
    if withdrawn:
        parts.append(_("withdrawn"))
    elif not proposal.is_baseline:
        parts.append(proposal.get_kind_display())
    return ", ".join(parts)
