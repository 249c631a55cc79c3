"""The living style guide: every component with sample data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commontable.web.samples import guide


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component once; whoever mounts it says who may see it."""
    return render(request, "web/styleguide.html", guide(request.GET.get("page", "1")))
