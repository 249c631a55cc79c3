"""What a page about a proposal's end says: what it is of, or why it has ended already."""

from __future__ import annotations

from django.utils.translation import gettext as _

from commontable.bargaining.models import Proposal
from commontable.bargaining.selectors.fates import Fate, FateKind
from commontable.bargaining.selectors.proposals import agreements_on_issues_of
from commontable.bargaining.term_words import summarise
from commontable.coalition.actors import Actor


def what_it_says(proposal: Proposal) -> list[tuple[str, str]]:
    """By issue what the proposal says in figures, or that it is in words alone."""
    terms = list(proposal.terms.order_by("id"))
    links = proposal.issue_links.select_related("issue").order_by("issue__name")
    return [
        (
            link.issue.name,
            summarise([term for term in terms if term.issue_id == link.issue_id])
            or _("in words alone: %(title)s") % {"title": proposal.title},
        )
        for link in links
    ]


def over(proposal: Proposal, fate: Fate) -> str:
    """Why nothing more can be done with the proposal; empty where something can."""
    match fate.kind:
        case FateKind.AGREED:
            said = _("%(label)s is tentatively agreed already. Withdraw the agreement first.")
        case FateKind.WITHDRAWN:
            said = _("%(label)s was withdrawn already.")
        case FateKind.SUPERSEDED:
            said = _("%(label)s was superseded already.")
        case FateKind.CORRECTED:
            said = _("This entry of %(label)s was corrected since. Open the one that counts.")
        case _:
            return ""
    return said % {"label": proposal.label}


def agreed_otherwise(actor: Actor, proposal: Proposal) -> str:
    """Why the proposal cannot be agreed although it has not ended; empty where it can be."""
    if not proposal.is_baseline:
        said = _("%(label)s is a %(kind)s: it never was on the table, and cannot be agreed.")
        kind = proposal.get_kind_display().lower()
        return said % {"label": proposal.label, "kind": kind}
    for link in agreements_on_issues_of(actor, proposal):
        said = _("%(issue)s is tentatively agreed already (%(agreement)s). Withdraw that first.")
        return said % {"issue": link.issue, "agreement": link.agreement}
    return ""
