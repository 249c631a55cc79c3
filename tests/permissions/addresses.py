"""Every address of the product, as Django's resolver has it, and the arguments it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from permissions.matrix import Case
from permissions.people import World

# A parameter by its name, and the row of the world that is meant by it.
ROW_OF = {
    "agreement_id": "bargaining.TentativeAgreement",
    "article_id": "bargaining.Article",
    "authority_id": "coalition.Authority",
    "basis_id": "costing.Basis",
    "campaign_id": "bargaining.Campaign",
    "census_id": "workforce.Census",
    "contract_id": "bargaining.Contract",
    "draft_id": "bargaining.Draft",
    "event_id": "bargaining.CaucusEvent",
    "exhibit_id": "bargaining.Exhibit",
    "export_id": "bargaining.ExhibitExport",
    "import_id": "workforce.Upload",
    "inventory_id": "workforce.BenefitInventory",
    "invitation_id": "coalition.Invitation",
    "issue_id": "bargaining.Issue",
    "local_id": "coalition.Local",
    "language_id": "bargaining.Language",
    "paycheck_id": "costing.PaycheckRelease",
    "person_id": "coalition.Person",
    "piece_id": "bargaining.DraftPiece",
    "precondition_id": "bargaining.Precondition",
    "pattern_id": "bargaining.Pattern",
    "proposal_id": "bargaining.Proposal",
    "release_id": "bargaining.SheetRelease",
    "result_id": "costing.Result",
    "rule_id": "bargaining.GroundRule",
    "scenario_id": "costing.Scenario",
    "schedule_id": "workforce.WageSchedule",
    "session_id": "bargaining.BargainingSession",
    "sheet_id": "bargaining.Sheet",
    "statement_id": "bargaining.Statement",
    "table_id": "bargaining.Table",
    "union_id": "coalition.Union",
    "unit_id": "coalition.BargainingUnit",
    "version_id": "bargaining.SheetVersion",
}
# Where a parameter is told apart by what the address is about.
ROW_OF_KIND = {
    "issue": "bargaining.Issue",
    "proposal": "bargaining.Proposal",
    "session": "bargaining.BargainingSession",
}
# What is read by a word of the row instead of its number.
FACT_OF = {
    "address": ("bargaining.PublicEdition", "address"),
    "number": ("bargaining.PublicEdition", "number"),
    "paycheck": ("costing.PublicPaycheck", "address"),
}
# What no row answers to: a sign-in's own things, and links that were never sent.
NOBODYS = {"pk": 999_999, "token": "never-sent", "uidb36": "1", "key": "never-sent"}


@dataclass(frozen=True)
class Address:
    name: str
    parameters: tuple[str, ...]
    given: Mapping[str, Any]

    def url(self, world: World, case: Case) -> str:
        home = world.common if case is Case.COMMON else world.nurses
        arguments: dict[str, Any] = {}
        for parameter in self.parameters:
            label = ROW_OF.get(parameter)
            if parameter == "subject_id":
                label = ROW_OF_KIND[self.given["kind"]]
            if self.name.startswith("account"):
                label = None  # a session of one's own there, not one of the table
            if parameter in FACT_OF:
                told, fact = FACT_OF[parameter]
                arguments[parameter] = getattr(home[told], fact)
                continue
            arguments[parameter] = (
                home[label].pk if label else NOBODYS.get(parameter, NOBODYS["pk"])
            )
        return reverse(self.name, kwargs=arguments)


def _walk(
    patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...] = ()
) -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, inner)
        else:
            name = ":".join((*spaces, pattern.name or f"(unnamed) {pattern.pattern}"))
            yield Address(name, tuple(pattern.pattern.regex.groupindex), pattern.default_args)


def addresses() -> dict[str, Address]:
    """By name, with its namespace."""
    return {address.name: address for address in _walk(get_resolver().url_patterns)}
