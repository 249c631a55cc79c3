"""Files of the invented campaign, as real ones come: a letter, a mail, a Word file, rates."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from io import BytesIO
from typing import Any

import docx
import pymupdf
from django.core.files.base import ContentFile

from commontable.bargaining.demonstration.campaign import Frame
from commontable.bargaining.models import Exhibit
from commontable.bargaining.services.custody import Event, record_custody
from commontable.bargaining.services.exhibits import FileEntry, store_exhibit
from commontable.bargaining.words import CustodyKind, Party
from commontable.common import dates

_mupdf: Any = pymupdf  # it has types for some of its functions only

LETTER = (
    (
        "Tidewater Health",
        "Labor Relations",
        "",
        "To the Coalition of Tidewater Health Unions",
        "Re: vacancies on nights",
        "",
        "You asked on the third day of bargaining how many positions on nights are vacant.",
        "As of the first of the month 412 positions were posted, of which 206 had been",
        "open for more than ninety days. The figures by facility are on the next page.",
        "",
        "Nothing in this letter waives any position taken at the table.",
        "",
        "Colin Marsh, vice president",
    ),
    (
        "Vacancies on nights, by facility",
        "",
        "Alder Medical Center        84 posted     51 open more than ninety days",
        "Bayside Hospital            61 posted     22 open more than ninety days",
        "Harborview Medical Center  143 posted     88 open more than ninety days",
        "Quarry Road Clinics        124 posted     45 open more than ninety days",
    ),
)
RATES = """step;hours;rate
1;0;24,00
2;2080;25,10
3;4160;26,35
"""


def letter() -> FileEntry:
    """Two pages by the employer, as PDF."""
    document = _mupdf.open()
    for lines in LETTER:
        page = document.new_page(width=612, height=792)
        for place, line in enumerate(lines):
            page.insert_text((72, 90 + 18 * place), line, fontsize=11)
    content = bytes(document.tobytes(no_new_id=True))
    return FileEntry(
        ContentFile(content, name="2026 vacancies (nights).pdf"), title="Vacancies on nights"
    )


def mail(sent_at: datetime) -> FileEntry:
    """The wage offer that came by mail."""
    message = EmailMessage()
    message["From"] = "Colin Marsh <marsh@tidewater-health.example>"
    message["To"] = "Marisol Vega <chief@tidewater.example>"
    message["Subject"] = "Our wage proposal, as discussed"
    message["Date"] = format_datetime(sent_at)
    message["Message-ID"] = "<offer-15@tidewater-health.example>"
    message.set_content(
        "Marisol,\n\nattached is our wage proposal. The South Bay is lower, as its rates are above"
        " the market\nthere. We expect an answer at the next session.\n\nColin\n"
    )
    message.add_attachment(RATES, subtype="csv", filename="south-bay-rates.csv")
    return FileEntry(
        ContentFile(message.as_bytes(), name="Our wage proposal, as discussed.eml"),
        title="Mail with the wage proposal",
    )


def language_file(title: str, text: str) -> FileEntry:
    """Words proposed for an article, as the Word file that was handed over."""
    document = docx.Document()
    document.add_heading(title, 1)
    for paragraph in text.split("\n\n"):
        document.add_paragraph(paragraph)
    target = BytesIO()
    document.save(target)
    return FileEntry(ContentFile(target.getvalue(), name=f"{title}.docx"), title=title)


def take_in(frame: Frame) -> Exhibit:
    """The letter, which came with no proposal, and where it went since."""
    exhibit = store_exhibit(
        actor=frame.actor,
        table=frame.common,
        party=Party.EMPLOYER,
        entry=letter(),
        received_at=frame.at(13, 400),
        handed_by="Dana Whitlock",
        received_by="Priya Raman",
        how="in an envelope, at the table",
        session=frame.sessions[13][0],
    )
    for event in (
        Event(
            CustodyKind.COPIED,
            at=frame.at(13, 430),
            by="Priya Raman",
            to_whom="the bargaining team",
            how="scanned; the paper is in the binder",
        ),
        Event(
            CustodyKind.HANDED_ON,
            at=min(frame.at(15, 60), dates.now()),
            by="Marisol Vega",
            to_whom="Ines Aguilar, counsel",
            how="by e-mail",
            note="For the information request on staffing.",
        ),
    ):
        record_custody(actor=frame.actor, exhibit=exhibit, event=event)
    return exhibit
