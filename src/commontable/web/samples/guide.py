"""The style guide's context."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator

from commontable.web.samples.board import BOARD
from commontable.web.samples.charts import COURSE, FUTURES, GAPS, LANES, NOT_BEGUN, TREND, WORTH
from commontable.web.templatetags.states import KINDS, MOVEMENTS, STATUSES


class PassForm(forms.Form):
    """A counter as quick entry asks for it; nothing is ever saved from here."""

    issue = forms.CharField(help_text="The first letters will do.")
    side = forms.ChoiceField(
        choices=[("union", "Union"), ("employer", "Employer")], widget=forms.RadioSelect
    )
    raise_percent = forms.DecimalField(label="Raise, year 1", max_digits=6, decimal_places=4)
    passed_at = forms.DateTimeField(label="Passed at", required=False)
    note = forms.CharField(widget=forms.Textarea, required=False)
    exhibit = forms.FileField(required=False, help_text="Word, PDF or a photo of the easel.")
    informal = forms.BooleanField(label="Spoken, not written", required=False)


def guide(page: str) -> dict[str, Any]:
    """Every sample, under the names the template uses."""
    wrong = PassForm({"issue": "", "side": "", "raise_percent": "three"}, auto_id="wrong_%s")
    utc = dt.UTC
    return {
        "board": BOARD,
        "statuses": STATUSES,
        "kinds": KINDS,
        "movements": MOVEMENTS,
        "trend": TREND,
        "not_begun": NOT_BEGUN,
        "lanes": LANES,
        "futures": FUTURES,
        "gaps": GAPS,
        "worth": WORTH,
        "course": COURSE,
        "form": PassForm(),
        "wrong_form": wrong,
        "page": Paginator(range(1, 241), 20).get_page(page),
        "cents": -123456789,
        "rate": Decimal("6.2500"),
        "fall": Decimal("-0.5"),
        "facts": (
            ("Passed", "U-31, session 12"),
            ("Handed over by", "R. Okafor to D. Lindqvist, 10:42 pm"),
            ("Channel", "across the table"),
            ("Effective", None),
            ("Exhibit", "U-31.docx, 48 kB"),
        ),
        "events": (
            {
                "when": dt.datetime(2026, 9, 3, 15, 5, tzinfo=utc),
                "side": "employer",
                "number": "E-22",
                "title": "3 / 3 / 3 / 3% in the South",
                "kind": "formal",
                "url": "#timeline",
            },
            {
                "when": dt.datetime(2026, 9, 18, 22, 40, tzinfo=utc),
                "side": "union",
                "number": "U-31",
                "title": "6.5 / 6.5 / 5.75 / 5.75% everywhere",
                "kind": "formal",
                "url": "#timeline",
                "detail": "Answers E-22.",
            },
            {
                "when": dt.datetime(2026, 9, 19, 1, 10, tzinfo=utc),
                "side": "employer",
                "title": "Easel: “what if the floor were $23?”",
                "kind": "informal",
                "detail": "Recorded with a photo and two witnesses.",
            },
            {
                "when": dt.datetime(2026, 9, 30, 9, 0, tzinfo=utc),
                "title": "Session cancelled; no further dates",
            },
        ),
        "swatches": ("paper", "ink", "union", "employer", "flag", "agreed", "error", "rule-strong"),
    }
