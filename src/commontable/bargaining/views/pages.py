"""A page with one form on it, beside the table it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse

from commontable.bargaining.models import Table
from commontable.coalition.requests import ActorRequest
from commontable.web.answering import again


def form_page(
    request: ActorRequest,
    form: Form,
    *,
    heading: str,
    submit: str,
    table: Table | None = None,
    back: str = "",
    back_label: str = "",
    lead: str = "",
    draft_key: str = "",
    says: Sequence[tuple[str, str]] = (),
    instead: str = "",
) -> HttpResponse:
    """The form as it opens (200), or as it came back with what was typed (422).

    Args:
        back: where “Cancel” leads; the table's first page if empty.
        lead: a sentence above the form.
        draft_key: keeps what is typed on the device until the form is accepted.
        says: what the form is about, as pairs of a name and what is said under it.
        instead: why there is nothing to fill in; shown in the form's place as it would open.
    """
    if not back and table is not None:
        back = reverse("bargaining:table", args=[table.pk])
    return again(
        request,
        "bargaining/form_page.html",
        {
            "form": form,
            "heading": heading,
            "submit": submit,
            "table": table,
            "back": back,
            "back_label": back_label,
            "lead": lead,
            "draft_key": draft_key,
            "says": says,
            "instead": instead if request.method != "POST" else "",
        },
    )
