"""How a form's act is answered: done and gone on, or the form again with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from commontable.common.errors import CommontableError, NotAllowedError, NotFoundError
from commontable.common.plain_text import named, unkept_character


def attempt[Done](form: Form, act: Callable[[], Done]) -> Done | None:
    """Run the act of a valid form; what the service says against it becomes the form's error.

    The act runs in a savepoint, so that a refusal leaves nothing behind. Text with characters
    that cannot be kept is refused here, for every form.
    """
    if not form.is_valid() or _holds_what_cannot_be_kept(form):
        return None
    try:
        with transaction.atomic():
            return act()
    except (NotAllowedError, NotFoundError):
        raise
    except CommontableError as error:
        form.add_error(None, str(error))
        return None


def _holds_what_cannot_be_kept(form: Form) -> bool:
    for name, value in list(form.cleaned_data.items()):
        at = unkept_character(value) if isinstance(value, str) else None
        if at is not None:
            said = _("A control character (%(code)s) stands after “%(before)s”. Leave it out.")
            code, before = named(value[at]), value[max(at - 20, 0) : at]
            form.add_error(name, said % {"code": code, "before": before})
    return bool(form.errors)


def again(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The form once more, 422 when it was sent and not accepted."""
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def see(address: str) -> HttpResponse:
    """On to the page that shows what was done, so that a reload does not do it twice."""
    return HttpResponseRedirect(address, status=303)
