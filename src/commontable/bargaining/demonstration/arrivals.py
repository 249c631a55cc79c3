"""What arrived last night: the employer's counter by e-mail, read and not passed yet."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from io import BytesIO

from django.core.files import File

from commontable.bargaining.demonstration.campaign import Frame
from commontable.bargaining.demonstration.contracts import SUBCONTRACTING
from commontable.bargaining.models import Draft
from commontable.bargaining.services.drafts.taking_in import take_in_document
from commontable.engines import documents
from commontable.engines.comparison import redline

SENDER = "Colin Marsh"
_WORD = "vnd.openxmlformats-officedocument.wordprocessingml.document"
_TODAY = (
    f"ARTICLE 13. SUBCONTRACTING\n\n{SUBCONTRACTING}\n\n"
    "ARTICLE 4. WAGES\n\n"
    "Section 1. What the parties agreed on wages.\n"
)
_THEIRS = (
    "ARTICLE 13. SUBCONTRACTING\n\n"
    + SUBCONTRACTING.replace("sixty (60)", "one hundred twenty (120)").replace(
        " during the first year of this Agreement", ""
    )
    + "\n\nARTICLE 4. WAGES\n\n"
    "Section 1. What the parties agreed on wages.\n\n"
    "Section 2. Wage rates shall be increased by four percent (4%) in Year 1, three and one-half"
    " percent (3.5%) in Year 2, three percent (3%) in Year 3 and three percent (3%) in Year 4.\n\n"
    "Section 3. No employee shall be paid less than twenty-two dollars and fifty cents ($22.50)"
    " per hour.\n\n"
    "Section 4. Upon ratification each employee shall receive a ratification bonus of one"
    " thousand two hundred fifty dollars ($1,500).\n"
)


def arrive_at_night(frame: Frame) -> Draft:
    """Take in the employer's mail of last night, at 22:40:17, as a draft at the common table."""
    day = frame.actor.on - timedelta(days=1)
    at = datetime.combine(day, time(22, 40, 17), frame.zone)
    paper = redline.as_docx(
        redline.compare(
            documents.read_text(_TODAY, "today"), documents.read_text(_THEIRS, "theirs")
        ),
        author=SENDER,
        at=at - timedelta(minutes=9),
    )
    return take_in_document(
        actor=frame.actor,
        campaign=frame.campaign,
        table=frame.common,
        file=File(BytesIO(_mail(at, paper)), "Counter, subcontracting and wages.eml"),
        read=lambda path, name: documents.read_file(path.read_bytes(), name),
    )


def _mail(at: datetime, paper: bytes) -> bytes:
    message = EmailMessage()
    message["From"] = f"{SENDER} <cmarsh@tidewater-health.example>"
    message["To"] = "Marisol Vega <chief@tidewater.example>"
    message["Subject"] = "Counter: subcontracting and wages"
    message["Message-ID"] = f"<{at:%Y%m%d%H%M%S}.7@tidewater-health.example>"
    message["Date"] = format_datetime(at - timedelta(seconds=48))
    message.set_content(
        "Marisol,\n\nour answer on Articles 13 and 4 is attached, with our changes marked.\n\nColin"
    )
    message.add_attachment(
        paper, maintype="application", subtype=_WORD, filename="Employer counter Art 13 and 4.docx"
    )
    message.add_attachment(
        b"year,cost in millions\n1,212\n2,398\n",
        maintype="text",
        subtype="csv",
        filename="cost summary.csv",
    )
    received = (
        "Received: from mx.tidewater-health.example by mail.tidewater.example with ESMTPS;\r\n"
        f"\t{format_datetime(at)}\r\n"
    )
    crlf = message.policy.clone(linesep="\r\n")
    return received.encode() + message.as_bytes(policy=crlf)
