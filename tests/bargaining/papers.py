"""Files an employer sends at night, made in the test: Word with tracked changes, mail, text."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from django.core.files import File

from engines.documents.samples import deleted, inserted, mail, para, run, word_file

SUBCONTRACTING = (
    "Section 1. The Employer shall give the Union sixty (60) days' notice in writing before it"
    " subcontracts work that employees of the bargaining unit perform.\n\n"
    "Section 2. During the notice period the parties shall meet, and the Employer shall provide"
    " the information on which it relies.\n\n"
    "Section 3. No employee shall be laid off as the direct result of subcontracting."
)
WHO = 'w:id="1" w:author="Colin Marsh" w:date="2026-03-01T22:31:00Z"'
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@cache
def employers_offer() -> bytes:
    """Article 4 with a tracked change from sixty to ninety days, and raises as new language."""
    return word_file(
        para("Employer counterproposal, March 1, 2026")
        + para("ARTICLE 4. SUBCONTRACTING")
        + para(
            run("Section 1. The Employer shall give the Union ")
            + deleted("sixty (60)", WHO)
            + inserted("ninety (90)", WHO)
            + run(
                " days' notice in writing before it subcontracts work that employees of the"
                " bargaining unit perform."
            )
        )
        + para(
            "Section 2. During the notice period the parties shall meet, and the Employer shall"
            " provide the information on which it relies."
        )
        + para(
            deleted(
                "Section 3. No employee shall be laid off as the direct result of subcontracting.",
                WHO,
            )
        )
        + para("ARTICLE 9. WAGES")
        + para(
            "Section 1. Wage rates shall be increased by three percent (3%) in Year 1, two percent"
            " (2%) in Year 2 and two percent (2%) in Year 3."
        )
        + para("Section 2. A ratification bonus of $750 shall be paid to each employee.")
    )


@cache
def employers_mail(**headers: str) -> bytes:
    """The offer by e-mail at 22:40:03, with a cost sheet beside it that is no proposal."""
    return mail(
        "Our answer is attached.",
        ("Employer offer.docx", DOCX, employers_offer()),
        ("costs.csv", "text/csv", b"year,cost\n2026,1\n"),
        **headers,
    )


def as_file(content: bytes, name: str) -> File[bytes]:
    return File(BytesIO(content), name)
