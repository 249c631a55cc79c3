"""Today's contract and the next, matched by their words, for a person to confirm."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commontable.bargaining.selectors.article_matches import Match, article_matches
from commontable.bargaining.selectors.contracts import contracts_of
from commontable.bargaining.selectors.tables import get_campaign
from commontable.bargaining.services.successions import Pair, record_successions
from commontable.bargaining.words import Succession
from commontable.coalition.policies import Right, may, require
from commontable.coalition.requests import ActorRequest, with_right
from commontable.common.errors import CommontableError, NotAllowedError, NotFoundError
from commontable.web.answering import see


@with_right(Right.RECORD)
def match_contracts(request: ActorRequest, campaign_id: int) -> HttpResponse:
    """What became of every article; what is ticked is recorded, all of it or nothing."""
    campaign = get_campaign(request.actor, campaign_id)
    found = contracts_of(request.actor, campaign)
    owners = {contract.union_id: contract.union for contract in found}
    union_id = _whose(request, owners)
    require(request.actor, Right.RECORD, union_id=union_id)
    matches = article_matches(request.actor, campaign, union_id)
    ticked: set[str] | None = None
    refused = ""
    if request.method == "POST":
        ticked = set(request.POST.getlist("pair"))
        try:
            with transaction.atomic():
                done = record_successions(actor=request.actor, pairs=_pairs(request, matches))
        except (NotAllowedError, NotFoundError):
            raise
        except CommontableError as error:
            refused = str(error)
        else:
            messages.success(
                request,
                ngettext(
                    "%(pairs)s article goes on as recorded.",
                    "%(pairs)s articles go on as recorded.",
                    len(done),
                )
                % {"pairs": len(done)},
            )
            return see(reverse("bargaining:contracts", args=[campaign.pk]))
    shown = [match for match in matches if not match.recorded]
    open_ = [match for match in shown if match.kind is not None]
    context = {
        "campaign": campaign,
        "matches": [
            (match, match.key in ticked if ticked is not None else match.sure) for match in shown
        ],
        "recorded": len(matches) - len(shown),
        "open": open_,
        "unsure": sum(not match.sure for match in open_),
        "union": owners.get(union_id),
        "owners": [
            (each, union)
            for each, union in owners.items()
            if may(request.actor, Right.RECORD, union_id=each)
        ],
        "kinds": Succession.choices,
        "refused": refused,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "bargaining/contracts/matching.html", context, status=status)


def _whose(request: ActorRequest, owners: Mapping[int | None, object]) -> int | None:
    """Whose contracts are matched: as asked, else the first the person may enter."""
    mine = [
        union_id
        for union_id in (None, *sorted(request.actor.unions))
        if may(request.actor, Right.RECORD, union_id=union_id)
    ]
    asked = request.GET.get("union", "")
    order = [u for u in mine if str(u or "") == asked] if "union" in request.GET else []
    order += [union_id for union_id in mine if union_id in owners]
    return next(iter([*order, *mine]), None)


def _pairs(request: HttpRequest, matches: list[Match]) -> list[Pair]:
    """The pairs that were ticked, each as it was said to go on."""
    ticked = set(request.POST.getlist("pair"))
    pairs = []
    for match in matches:
        if match.key in ticked and match.earlier and match.later and match.kind is not None:
            said = request.POST.get(f"kind-{match.key}", "")
            if said and said not in Succession.values:
                raise CommontableError(
                    _("There is no such way to go on."),
                    expected=", ".join(str(label) for label in Succession.labels),
                    came=said,
                )
            pairs.append(Pair(match.earlier, match.later, Succession(said) if said else match.kind))
    return pairs
