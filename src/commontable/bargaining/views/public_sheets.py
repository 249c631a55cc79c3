"""Public editions of sheets, for anybody who has the address: no sign-in, no cookies, cacheable.

These views know no actor. What they read is what row security shows to somebody without a seat who
names that one address (:mod:`commontable.bargaining.selectors.sheets.public`).
"""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import override
from django.views.decorators.http import require_safe

from commontable.bargaining.selectors.sheets.public import (
    Published,
    published_at,
    published_file,
)
from commontable.bargaining.views.sheet_files import DATA, ENDINGS, MEDIA_TYPES
from commontable.bargaining.views.sheet_page import page_of
from commontable.common.errors import NotFoundError
from commontable.engines.sheets import to_json

# A withdrawal has to reach everybody soon; a rush on an address has to reach the database rarely.
_SECONDS = 60


def _published(address: str, number: int | None) -> Published:
    try:
        return published_at(address, number)
    except NotFoundError as error:
        raise Http404 from error


def _cacheable(request: HttpRequest, response: HttpResponse, tag: str) -> HttpResponse:
    """The same for everybody, for a minute; unchanged, it is not sent again."""
    response.headers["Cache-Control"] = f"public, max-age={_SECONDS}"
    response.headers["ETag"] = f'"{tag}"'
    # Whoever has the paper has the address; a search engine would keep it beyond a withdrawal.
    response.headers["X-Robots-Tag"] = "noindex"
    if response.status_code == HTTPStatus.OK and request.headers.get("If-None-Match") == f'"{tag}"':
        unchanged = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
        for name in ("Cache-Control", "ETag", "X-Robots-Tag"):
            unchanged.headers[name] = response.headers[name]
        return unchanged
    return response


@require_safe
def edition(request: HttpRequest, address: str, number: int | None = None) -> HttpResponse:
    """The newest edition at an address, or one of them; withdrawn, that it was, and when."""
    found = _published(address, number)
    if found.view is None:
        gone = render(request, "public/withdrawn.html", {"edition": found}, status=HTTPStatus.GONE)
        return _cacheable(request, gone, f"withdrawn-{found.number}")
    # Nobody's time zone is known here: that of the sheet is written in its moment.
    zone = datetime.fromisoformat(found.view.as_of).tzinfo
    context = {
        "edition": found,
        "page": page_of(found.view),
        "released": found.released_at.astimezone(zone).date(),
    }
    with override(found.view.language):
        page = render(request, "public/sheet.html", context)
    return _cacheable(request, page, f"{found.sha256[:32]}-{found.newest}-{number or 0}")


@require_safe
def file(request: HttpRequest, address: str, number: int, kind: str) -> HttpResponse:
    """One of an edition's files, byte for byte as it was released."""
    found = _published(address, number)
    if found.view is None:
        gone = render(request, "public/withdrawn.html", {"edition": found}, status=HTTPStatus.GONE)
        return _cacheable(request, gone, f"withdrawn-{found.number}")
    if kind == DATA:
        content = to_json(found.view).encode()
    else:
        content = published_file(address, number, kind)
    medium = "pdf" if kind in {"letter", "a4"} else kind
    response = HttpResponse(content, content_type=MEDIA_TYPES[medium])
    name = f"{slugify(found.view.title) or 'sheet'}-{found.number}.{ENDINGS[medium]}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return _cacheable(request, response, f"{found.sha256[:32]}-{kind}")
