"""Fields of a form: days, hours and moments as browsers pick them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from commontable.common import dates

MOMENT = "%Y-%m-%dT%H:%M"
_SHOWN = "_shown"
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
        options.setdefault(
            "widget", forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
        )
        super().__init__(validators=[refuse_slip_of_year], **options)


class _Untouched(Enum):
    """What a time is that nobody changed since the page showed it."""

    NOW = "now"


class NowInput(forms.DateTimeInput):
    """A time that follows the clock until somebody changes it.

    A hidden twin holds the time as shown; where both are the same when the form is sent, nobody
    touched it. ``now.js`` lets both follow the clock; without it the page may be an hour old, and
    the time left alone still means now.
    """

    template_name = "web/widgets/now.html"

    def __init__(self) -> None:
        super().__init__(attrs={"type": "datetime-local"}, format=MOMENT)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        if value is _Untouched.NOW:
            value = timezone.localtime(dates.now())
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-now"] = timezone.get_current_timezone_name()
        # A time that came back as typed must not pass for one that nobody touched.
        shown = context["widget"]["value"] if isinstance(value, datetime) else ""
        context["shown"] = {"name": f"{name}{_SHOWN}", "value": shown}
        return context

    def value_from_datadict(
        self, data: Mapping[str, Any], _files: Mapping[str, Any], name: str
    ) -> Any:
        return _Untouched.NOW if name + _SHOWN in untouched_times(data, name) else data.get(name)


class NowField(MomentField):
    """A moment that is now unless somebody types another: the moment the form is sent."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Left as it is, it means now."))
        options.setdefault("initial", lambda: timezone.localtime(dates.now()))
        super().__init__(widget=NowInput(), **options)

    def clean(self, value: Any) -> datetime | None:
        return dates.now() if value is _Untouched.NOW else super().clean(value)


def untouched_times(data: Mapping[str, Any], *names: str) -> set[str]:
    """Of what was sent, the names of the times nobody changed, and of their twins."""
    asked = names or [each.removesuffix(_SHOWN) for each in data if each.endswith(_SHOWN)]
    return {
        each
        for name in asked
        if data.get(name) and data[name] == data.get(name + _SHOWN)
        for each in (name, name + _SHOWN)
    }


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
