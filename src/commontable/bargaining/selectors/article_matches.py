"""Which article of the next contract says what one of today's says, by their words."""

from __future__ import annotations

from dataclasses import dataclass

from commontable.bargaining.drafting.matching import as_document
from commontable.bargaining.models import Article, ArticleSuccession, Campaign
from commontable.bargaining.selectors.draft_ground import named
from commontable.bargaining.words import ContractKind, Succession
from commontable.coalition.actors import Actor
from commontable.engines.comparison import redline

_PERCENT = 100
_SURE = 40  # percent of the words' runs in common, under which a person should look first


@dataclass(frozen=True, slots=True)
class Match:
    """An article of today's contract and one of the next; one of them is None if new or gone.

    Attributes:
        says: what became of it, in the engine's word: same, changed, moved, renumbered, merged,
            split, new, gone.
        kind: as the record would keep it; None for new and gone.
        alike: percent of the words' runs in common.
        recorded: the record says already where the one goes on, or the other comes from.
    """

    earlier: Article | None
    later: Article | None
    says: str
    kind: Succession | None
    alike: int
    recorded: bool = False

    @property
    def key(self) -> str:
        """Names the pair in a form."""
        return f"{self.earlier.pk if self.earlier else 0}-{self.later.pk if self.later else 0}"

    @property
    def sure(self) -> bool:
        """Whether the words alone say so; else a person should look first."""
        return self.alike >= _SURE or self.says == "same"


def article_matches(actor: Actor, campaign: Campaign, union_id: int | None = None) -> list[Match]:
    """Every article of today's contract and the next of one owner, matched by content.

    In the order of the next contract, what is gone at its old place. Empty while one is missing.
    """
    earlier = _articles(actor, campaign, union_id, ContractKind.CURRENT)
    later = _articles(actor, campaign, union_id, ContractKind.NEXT)
    if not earlier or not later:
        return []
    pairs = set(
        ArticleSuccession.objects.visible_to(actor)
        .filter(earlier__in=[article.pk for article in earlier])
        .values_list("earlier_id", "later_id")
    )
    told = ({old for old, _ in pairs}, {new for _, new in pairs})
    found = redline.match_articles(
        as_document("today", named(earlier)), as_document("next", named(later))
    )
    matches = []
    for each in found:
        old = earlier[each.old.index] if each.old is not None else None
        new = later[each.new.index] if each.new is not None else None
        if old and new:
            recorded = (old.pk, new.pk) in pairs
        else:
            recorded = bool((old and old.pk in told[0]) or (new and new.pk in told[1]))
        matches.append(
            Match(
                earlier=old,
                later=new,
                says=each.kind,
                kind=_kind(each.kind, old, new),
                alike=round(each.alike * _PERCENT),
                recorded=recorded,
            )
        )
    return matches


def _articles(
    actor: Actor, campaign: Campaign, union_id: int | None, kind: ContractKind
) -> list[Article]:
    articles = (
        Article.objects.visible_to(actor)
        .filter(contract__campaign=campaign, contract__kind=kind)
        .select_related("contract")
        .order_by("contract__title", "position")
    )
    return [article for article in articles if article.union_id == union_id]


def _kind(says: str, earlier: Article | None, later: Article | None) -> Succession | None:
    if earlier is None or later is None:
        return None
    if says in {Succession.MERGED.value, Succession.SPLIT.value}:
        return Succession(says)
    return Succession.SAME if earlier.number == later.number else Succession.RENUMBERED
