"""What a form was accepted for: asked by the page that kept its typing when no answer came."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commontable.coalition.requests import ActorRequest, seated
from commontable.coalition.selectors.submissions import submission_of
from commontable.coalition.services.submissions import await_submission
from commontable.web.submission_keys import is_key


@never_cache
@seated
@require_safe
def sent(request: ActorRequest, token: str) -> HttpResponse:
    """``{"address": …}``, the page of what the form with that key made; null: nothing is kept.

    Waits for a form that is just being recorded.
    """
    made = None
    if is_key(token):
        await_submission(actor=request.actor, key=token, only_reading=True)
        made = submission_of(request.actor, token)
    return JsonResponse({"address": made.address if made else None})
