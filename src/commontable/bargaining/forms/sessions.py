"""Forms for sessions: planning them, and writing down what happens while they go on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from commontable.bargaining.attendance_lines import people_in
from commontable.bargaining.models import SessionSchedule
from commontable.bargaining.words import Side
from commontable.common import dates
from commontable.common.errors import CommontableError
from commontable.web.fields import (
    DayField,
    DaysField,
    HourField,
    MomentField,
    NowField,
    lines,
)

LONGEST_RUN = 31  # days; more is a typing mistake in a year or a month


class ScheduleForm(forms.Form):
    """When and where. ``days`` gives the days the three fields name, in order."""

    first_day = DayField(label=_("First day"))
    last_day = DayField(
        label=_("Last day"), required=False, help_text=_("When it lasts several days in a row.")
    )
    further_days = DaysField(
        label=_("Further days"),
        required=False,
        help_text=_("Days apart from those, with commas: 2026-10-09, 2026-10-12."),
    )
    opens_at = HourField(label=_("Opens at"), required=False)
    closes_at = HourField(label=_("Closes at"), required=False)
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    note = forms.CharField(label=_("Note"), widget=lines(2), required=False)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        first, last = facts.get("first_day"), facts.get("last_day")
        if last and not first:
            self.add_error("first_day", _("Which day does it begin?"))
        elif first and last and last < first:
            self.add_error("last_day", _("The last day is before the first one."))
        elif first and last and (last - first).days >= LONGEST_RUN:
            self.add_error("last_day", _("That is more than a month. Expected up to 31 days."))
        return facts

    @property
    def days(self) -> list[date]:
        first, last = self.cleaned_data["first_day"], self.cleaned_data["last_day"]
        run = (
            [first + timedelta(days=step) for step in range(((last or first) - first).days + 1)]
            if first
            else []
        )
        return sorted({*run, *self.cleaned_data["further_days"]})

    @staticmethod
    def initial_of(schedule: SessionSchedule | None) -> dict[str, Any]:
        """The schedule in force, to be changed."""
        if schedule is None:
            return {}
        days: Sequence[date] = sorted(schedule.days)
        run = 1
        while run < len(days) and days[run] == days[run - 1] + timedelta(days=1):
            run += 1
        return {
            "first_day": days[0],
            "last_day": days[run - 1] if run > 1 else None,
            "further_days": ", ".join(day.isoformat() for day in days[run:]),
            "opens_at": schedule.opens_at,
            "closes_at": schedule.closes_at,
            "place": schedule.place,
        }


class ConveneForm(ScheduleForm):
    first_day = DayField(
        label=_("First day"),
        required=False,
        help_text=_("Empty when the days of a past session were never made known."),
    )
    ordinal = forms.IntegerField(
        label=_("Number"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=_("The number both sides call it by. Empty gives the next one."),
    )

    field_order = ["ordinal"]


class CancelForm(forms.Form):
    """Why a session does not take place, and whose doing it is."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=lines(2),
        help_text=_("It stands beside the session, and in everybody's calendar."),
    )
    side = forms.ChoiceField(
        label=_("Called off by"),
        required=False,
        choices=[("", _("both sides, or nobody's doing")), *Side.choices],
    )


class ReportForm(forms.Form):
    """A session as somebody else reported it."""

    reported_by = forms.CharField(
        label=_("Reported by"), max_length=200, help_text=_("A local, the employer, a newspaper.")
    )
    published_on = DayField(label=_("Published on"), required=False)
    ordinal_said = forms.IntegerField(
        label=_("Number as reported"), required=False, min_value=1, max_value=999
    )
    days_said = DaysField(
        label=_("Days as reported"), required=False, help_text=_("2026-07-08, 2026-07-09")
    )
    weekday_said = forms.TypedChoiceField(
        label=_("Weekday as reported, of the first day"),
        choices=[("", _("not said")), *WEEKDAYS.items()],
        coerce=int,
        empty_value=None,
        required=False,
    )
    place_said = forms.CharField(label=_("Place as reported"), max_length=300, required=False)
    wording = forms.CharField(label=_("Its wording"), widget=lines(4), required=False)
    source = forms.CharField(
        label=_("Source"), max_length=500, required=False, help_text=_("Where it can be read.")
    )


class OutcomeForm(forms.Form):
    public_wording = forms.CharField(
        label=_("For the public"),
        widget=lines(4),
        required=False,
        help_text=_("May be quoted in an update."),
    )
    internal_wording = forms.CharField(
        label=_("Team only"),
        widget=lines(4),
        required=False,
        help_text=_("Never published. Kept apart from the words above."),
    )
    no_further_dates = forms.BooleanField(label=_("No further dates were set"), required=False)


class LiveForm(forms.Form):
    """A form filled in while the session goes on: its time is now unless somebody changes it.

    When the session is not going on (``live`` False), its time has to be typed.
    """

    at = NowField(label=_("Time"), required=False)

    def __init__(self, *args: Any, live: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.live = live
        if not live:
            self.fields["at"] = MomentField(label=_("Time"))

    @property
    def moment(self) -> datetime:
        at: datetime | None = self.cleaned_data["at"]
        return at or dates.now()


class CaucusForm(LiveForm):
    move = forms.ChoiceField(
        choices=[(f"{side}:{move}", "") for side in Side for move in ("out", "in")],
        widget=forms.HiddenInput,
    )


class CorrectCaucusForm(forms.Form):
    """What was wrong about a going out or coming back; ``at`` is when it was, None for never."""

    what = forms.ChoiceField(
        label=_("What is right"),
        choices=[("time", _("It was at another time")), ("never", _("It did not happen"))],
        widget=forms.RadioSelect,
    )
    time = MomentField(label=_("When it was"), required=False)
    reason = forms.CharField(
        label=_("What was wrong"),
        widget=lines(2),
        help_text=_("The first entry stays, with this beside it."),
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("what") == "time" and "time" not in self.errors and not facts.get("time"):
            self.add_error("time", _("When was it?"))
        return facts

    @property
    def at(self) -> datetime | None:
        at: datetime | None = self.cleaned_data["time"]
        return at if self.cleaned_data["what"] == "time" else None


class SidebarForm(LiveForm):
    participants = forms.CharField(label=_("Who spoke"), widget=lines(1))
    until = MomentField(label=_("Until"), required=False)
    note = forms.CharField(label=_("About what"), widget=lines(2), required=False)

    field_order = ["participants", "at", "until", "note"]


class AttendanceForm(forms.Form):
    side = forms.ChoiceField(
        label=_("Side"), choices=Side.choices, widget=forms.RadioSelect, initial=Side.UNION
    )
    people = forms.CharField(
        label=_("People"),
        widget=lines(5),
        help_text=_(
            "One a line: “Ana Ruiz, chief negotiator”. Paste a whole list;"
            " whoever is noted already is passed over."
        ),
    )

    def clean_people(self) -> str:
        try:
            self.present = people_in(self.cleaned_data["people"])
        except CommontableError as error:
            raise forms.ValidationError(str(error)) from error
        return str(self.cleaned_data["people"])
