"""Exhibits at the cast's tables, and what lies in archives of them."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.core.files.base import ContentFile

from cast import Cast, Member, enter
from commontable.bargaining.exhibit_store import EXHIBITS
from commontable.bargaining.models import Exhibit, Table
from commontable.bargaining.services.exhibits import FileEntry, store_exhibit
from commontable.bargaining.words import Party
from commontable.common import dates
from engines.exhibits.samples import pdf


def keep(
    member: Member,
    table: Table,
    content: bytes = b"Dear team.",
    name: str = "letter.txt",
    party: Party = Party.EMPLOYER,
    **facts: Any,
) -> Exhibit:
    return store_exhibit(
        actor=enter(member),
        table=table,
        party=party,
        entry=FileEntry(ContentFile(content, name=name), title=facts.pop("title", "Letter")),
        received_at=facts.pop("received_at", dates.now()),
        **facts,
    )


def three(cast: Cast) -> list[Exhibit]:
    """A letter, an offer of three pages, and a table of rates nobody can show on pages."""
    return [
        keep(cast.chief, cast.common, handed_by="Colin Marsh"),
        keep(cast.chief, cast.common, pdf(pages=3), "offer.pdf", title="Offer"),
        keep(cast.chief, cast.common, b"PK\x03\x04rates", "rates.xlsx", party=Party.UNION),
    ]


def alter(exhibit: Exhibit) -> None:
    """Somebody writes into the store."""
    EXHIBITS.path_of(exhibit.sha256).write_bytes(b"Dear tear.")


def lose(exhibit: Exhibit) -> None:
    EXHIBITS.path_of(exhibit.sha256).unlink()


def names_in(path: Path) -> set[str]:
    with ZipFile(path) as archive:
        return {name.split("/", 1)[1] for name in archive.namelist()}


def index_of(path: Path) -> list[dict[str, str]]:
    with ZipFile(path) as archive:
        name = next(one for one in archive.namelist() if one.endswith("index.csv"))
        text = archive.read(name).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))
