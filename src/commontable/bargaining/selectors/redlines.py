"""What proposed words change: against the contract, and against either side's words before."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from commontable.bargaining.models import Language, Proposal
from commontable.bargaining.words import ContractKind, Side
from commontable.coalition.actors import Actor
from commontable.common.errors import CommontableError, NotFoundError
from commontable.engines import documents
from commontable.engines.comparison import redline


@dataclass(frozen=True, slots=True)
class Base:
    """A text that proposed words can be held against.

    Attributes:
        key: how the address names it: ``contract``, or the number of earlier language.
    """

    key: str
    label: str
    text: str


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


def bases_of(actor: Actor, language: Language) -> list[Base]:
    """What it can be compared with: the contract's article first, then what each side said last.

    Earlier language is on the same article, or, where it belongs to none, under the same heading.
    """
    bases = []
    article = language.article
    if article is not None and article.text.strip():
        kind = ContractKind(article.contract.kind).label
        bases.append(Base("contract", f"{kind}: {article}", article.text))
    proposal = language.proposal
    earlier = (
        Language.objects.visible_to(actor)
        .filter(
            proposal__table=proposal.table_id,
            proposal__corrected_by=None,
            proposal__sequence__lt=proposal.sequence,
        )
        .select_related("proposal")
        .order_by("-proposal__sequence")
    )
    earlier = (
        earlier.filter(article=article) if article else earlier.filter(heading=language.heading)
    )
    for side in (proposal.side, _other(proposal)):
        last = next((one for one in earlier if one.proposal.side == side), None)
        if last is not None:
            words = (
                _("%(label)s, what this side said before")
                if side == proposal.side
                else (_("%(label)s, what the other side said last"))
            )
            bases.append(Base(str(last.pk), words % {"label": last.proposal.label}, last.text))
    return bases


def _other(proposal: Proposal) -> Side:
    return Side.EMPLOYER if proposal.side == Side.UNION else Side.UNION


def redline_of(language: Language, base: Base) -> redline.Redline:
    """The redline from ``base`` to the proposed words.

    Raises:
        CommontableError: one of the texts cannot be read as words.
    """
    try:
        return redline.compare(
            documents.read_text(base.text, base.label),
            documents.read_text(language.text, language.proposal.label),
        )
    except documents.DocumentError as error:
        raise CommontableError(str(error), where=str(language)) from error


def numbers_changed(before: str, after: str) -> list[str]:
    """The numbers that differ between two texts of an article: “sixty (60) to ninety (90)”.

    Empty where one of the texts has no words.
    """
    try:
        found = redline.compare(documents.read_text(before), documents.read_text(after))
    except documents.DocumentError:
        return []
    return [str(number) for number in found.numbers]
