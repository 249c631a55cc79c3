"""Answers that were kept, and questions on their way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from commontable.coalition.actors import Actor
from commontable.common.errors import NotFoundError
from commontable.costing.models import Pricing, Result, Scenario
from commontable.costing.pinning import Ground, Question, question, writers_version
from commontable.costing.policies import Sight, sight_of
from commontable.costing.words import Ask, PricingStatus


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer, or how far it is; both None: nobody has asked."""

    question: Question
    result: Result | None
    pricing: Pricing | None

    @property
    def answer(self) -> dict[str, Any] | None:
        found: dict[str, Any] | None = self.result.answer if self.result else None
        return found

    @property
    def moving(self) -> bool:
        return self.pricing is not None and self.pricing.status in {
            PricingStatus.WAITING,
            PricingStatus.WORKING,
        }


def offer_question(ground: Ground, scenario: Scenario) -> Question:
    """What a scenario is worth; how its terms fall to issues is part of it."""
    return question(Ask.OFFER, ground, [scenario.offer_sha256], {"issues": issues_in(scenario)})


def gap_question(ground: Ground, first: Scenario, second: Scenario) -> Question:
    """From the first (say theirs) to the second (ours)."""
    return question(Ask.GAP, ground, [first.offer_sha256, second.offer_sha256])


def futures_question(ground: Ground, scenario: Scenario, details: Mapping[str, Any]) -> Question:
    """Futures of a scenario under assumptions."""
    return question(Ask.FUTURES, ground, [scenario.offer_sha256], details)


def export_question(
    ground: Ground, scenario: Scenario, against: Scenario | None, form: str
) -> Question:
    """A file of a scenario, or of two side by side; another way of writing is another file."""
    offers = [one.offer_sha256 for one in (scenario, against) if one is not None]
    return question(Ask.EXPORT, ground, offers, {"form": form, "writers": writers_version()})


def issues_in(scenario: Scenario) -> dict[str, list[str]]:
    """The ids of a scenario's terms by the issue they are of."""
    found: dict[str, list[str]] = {}
    for row in scenario.reading.get("taken", ()):
        found.setdefault(str(row["issue_id"]), []).append(row["id"])
    return found


def answered(actor: Actor, asked: Question) -> Answered:
    """The kept answer to one question, or where it is."""
    return answers_to(actor, [asked])[0]


def answers_to(actor: Actor, asked: Iterable[Question]) -> list[Answered]:
    """The same for several, in their order; two queries."""
    wanted = list(asked)
    hashes = [one.sha256 for one in wanted]
    results = {
        result.question: result
        for result in Result.objects.visible_to(actor).filter(question__in=hashes)
    }
    pricings = {
        pricing.question: pricing
        for pricing in Pricing.objects.visible_to(actor).filter(question__in=hashes)
    }
    return [
        Answered(one, results.get(key), pricings.get(key))
        for one, key in zip(wanted, hashes, strict=True)
    ]


def get_file(actor: Actor, result_id: int) -> Result:
    """An answer that is a file, for whoever may study the census it was made from.

    Raises:
        NotFoundError: it does not exist, or is not for the actor.
    """
    result = Result.objects.visible_to(actor).filter(pk=result_id, ask=Ask.EXPORT).first()
    if result is None or sight_of(actor, result.union_id) is not Sight.ALL:
        raise NotFoundError("There is no such file.")
    return result
