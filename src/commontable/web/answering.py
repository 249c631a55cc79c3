"""How a form's act is answered: done and gone on, or the form again with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from commontable.common.errors import CommontableError, NotAllowedError, NotFoundError


def attempt[Done](form: Form, act: Callable[[], Done]) -> Done | None:
    """Run the act of a valid form; what the service says against it becomes the form's error.

    The act runs in a savepoint, so that a refusal leaves nothing behind.
    """
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            return act()
    except (NotAllowedError, NotFoundError):
        raise
    except CommontableError as error:
        form.add_error(None, str(error))
        return None


def again(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The form once more, 422 when it was sent and not accepted."""
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def see(address: str) -> HttpResponse:
    """On to the page that shows what was done, so that a reload does not do it twice."""
    return HttpResponseRedirect(address, status=303)
