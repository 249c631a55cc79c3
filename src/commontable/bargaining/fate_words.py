"""What became of a proposal, and what a pass would end, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from commontable.bargaining.models import Proposal
from commontable.bargaining.selectors.fates import Consequence, Fate, FateKind


def _labels(proposals: Iterable[Proposal]) -> str:
    return ", ".join(proposal.label for proposal in proposals)


def fate_told(fate: Fate) -> str:
    """A few words: “replaced by U-62”."""
    by = _labels(fate.by)
    match fate.kind:
        case FateKind.STANDS:
            return _("stands")
        case FateKind.IN_PART:
            said = _("stands on %(issues)s; replaced by %(by)s on the rest")
            return said % {"issues": ", ".join(fate.stands_on), "by": by}
        case FateKind.REPLACED:
            return _("replaced by %(by)s") % {"by": by}
        case FateKind.FELL:
            return _("fell with %(by)s") % {"by": by}
        case FateKind.AGREED:
            return _("tentatively agreed")
        case FateKind.WITHDRAWN:
            return _("withdrawn")
        case FateKind.SUPERSEDED:
            return _("superseded by %(by)s") % {"by": by} if by else _("superseded")
        case FateKind.NEVER_FORMAL:
            return _("no formal position")
        case FateKind.CORRECTED:
            return _("corrected since")


def asked_of(proposal: Proposal, fate: Fate) -> str:
    """Why a proposal that is not, or not whole, on the table any more is agreed only knowingly."""
    facts = {"label": proposal.label, "by": _labels(fate.by), "issues": ", ".join(fate.stands_on)}
    match fate.kind:
        case FateKind.FELL:
            said = _(
                "%(label)s does not stand: a package stands or falls as a whole, and it fell when"
                " its side passed %(by)s."
            )
        case FateKind.IN_PART:
            said = _("Of %(label)s only %(issues)s stands; on the rest %(by)s took its place.")
        case _:
            said = _("%(label)s does not stand any more: %(by)s took its place.")
    return said % facts


def consequence_told(consequence: Consequence) -> str:
    """A sentence or two: what recording a pass ends, and what stands again."""
    label = consequence.proposal.label
    on = ", ".join(consequence.on)
    if not consequence.again:
        return _("%(label)s no longer stands on %(on)s.") % {"label": label, "on": on}
    said = (
        _("Package %(label)s falls as a whole, not only on %(on)s.")
        if consequence.falls
        else _("%(label)s no longer stands, on any of its issues.")
    ) % {"label": label, "on": on}
    after = [
        _("on %(issue)s %(then)s stands again") % {"issue": issue, "then": then.label}
        if then
        else _("on %(issue)s nothing of this side stands") % {"issue": issue}
        for issue, then in consequence.again
    ]
    return said + " " + _("Then %(after)s.") % {"after": "; ".join(after)}
