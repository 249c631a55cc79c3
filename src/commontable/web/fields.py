"""Fields of a form: days, hours and moments as browsers pick them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

MOMENT = "%Y-%m-%dT%H:%M"
_BETWEEN = re.compile(r"[\s,;]+")
EARLIEST_YEAR = 1900


def refuse_slip_of_year(value: date) -> None:
    """Browsers take ``26`` for the year 26, and days owed are counted from there."""
    if value.year < EARLIEST_YEAR:
        raise forms.ValidationError(
            _("The year %(year)s is probably a slip. Expected %(earliest)s or later."),
            params={"year": f"{value.year:04}", "earliest": EARLIEST_YEAR},
        )


class DayField(forms.DateField):
    """A calendar day."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, validators=[refuse_slip_of_year], **options)


class HourField(forms.TimeField):
    """A time of the day, to the minute."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(widget=widget, **options)


class MomentField(forms.DateTimeField):
    """A day and a minute, in the coalition's time zone."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
        super().__init__(widget=widget, validators=[refuse_slip_of_year], **options)


class DaysField(forms.CharField):
    """Several days as text: ``2026-10-02, 2026-10-05``. Cleaned to a list in the order given."""

    def clean(self, value: Any) -> list[date]:
        text = super().clean(value)
        days = []
        for word in filter(None, _BETWEEN.split(text)):
            try:
                day = parse_date(word)
            except ValueError:
                day = None
            if day is None:
                raise forms.ValidationError(
                    _("“%(word)s” is not a date. Expected days like 2026-10-05, with commas."),
                    params={"word": word},
                )
            days.append(day)
        return days


def lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})
