"""The redline of proposed words, on a page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from commontable.bargaining.selectors.redlines import bases_of, get_language, redline_of
from commontable.coalition.requests import ActorRequest, seated
from commontable.engines.comparison.redline import as_html_fragment

LAYOUTS = ("inline", "side-by-side")


@seated
@require_safe
def redline(request: ActorRequest, language_id: int) -> HttpResponse:
    """What one proposal's words change, against a text the reader chooses."""
    language = get_language(request.actor, language_id)
    bases = bases_of(request.actor, language)
    wanted = request.GET.get("against", "")
    base = next((one for one in bases if one.key == wanted), bases[0] if bases else None)
    layout = request.GET.get("layout", "")
    side_by_side = layout == LAYOUTS[1]
    fragment = ""
    if base is not None:
        found = redline_of(language, base)
        # The engine escapes every word of both texts; only its own tags are markup.
        fragment = mark_safe(  # noqa: S308
            as_html_fragment(found, layout="side-by-side" if side_by_side else "inline")
        )
    context = {
        "language": language,
        "proposal": language.proposal,
        "table": language.proposal.table,
        "bases": bases,
        "base": base,
        "side_by_side": side_by_side,
        "fragment": fragment,
    }
    return render(request, "bargaining/redline.html", context)
