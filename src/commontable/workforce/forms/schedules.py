"""The next version of a wage schedule: a raise for all, and cells that change by themselves."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commontable.web.fields import DayField, lines
from commontable.workforce.census import values
from commontable.workforce.census.values import Refusal, Rounded
from commontable.workforce.models import WageSchedule
from commontable.workforce.selectors.schedules import Cell
from commontable.workforce.services.schedules import Raise, Written

_BETWEEN = re.compile(r"\s*[;\t]\s*")
_PARTS = 4


class CellsField(forms.CharField):
    """Lines of ``classification; region; step; rate``; a rate of ``-`` drops the cell."""

    widget = forms.Textarea(attrs={"rows": 4, "spellcheck": "false"})

    def clean(self, value: Any) -> dict[Cell, int | None]:
        text = super().clean(value)
        cells: dict[Cell, int | None] = {}
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                cell, mills = self._cell(number, line.strip())
                cells[cell] = mills
        return cells

    def _cell(self, number: int, line: str) -> tuple[Cell, int | None]:
        parts = _BETWEEN.split(line)
        if len(parts) != _PARTS:
            raise forms.ValidationError(
                _("Line %(number)d: expected classification; region; step; rate. Got %(line)s"),
                params={"number": number, "line": line},
            )
        job, region, said_step, said_rate = parts
        step = values.step(said_step)
        if not isinstance(step, str):
            raise forms.ValidationError(
                _("Line %(number)d: expected a step such as 5. Got %(step)s"),
                params={"number": number, "step": said_step},
            )
        if said_rate == "-":
            return (job, region, int(step)), None
        rate = values.rate(said_rate)
        if isinstance(rate, Refusal | Rounded):
            raise forms.ValidationError(
                _("Line %(number)d: expected dollars an hour, such as 48.17. Got %(rate)s"),
                params={"number": number, "rate": said_rate},
            )
        return (job, region, int(step)), int(Decimal(rate) * 1000)


class ReviseForm(forms.Form):
    """From which day, by how much, and where it says so."""

    effective_from = DayField(label=_("In force from"))
    percent = forms.DecimalField(
        label=_("Raise of every cell, in percent"),
        required=False,
        min_value=-50,
        max_value=200,
        decimal_places=4,
    )
    rounding = forms.ChoiceField(
        label=_("Rates are rounded to"),
        choices=[("cent", _("the cent")), ("mill", _("the mill"))],
        initial="cent",
    )
    changed = CellsField(
        label=_("Cells that change by themselves"),
        required=False,
        help_text=_(
            "One a line, after the raise: classification; region; step; rate. An empty region is"
            " every region that is not named; a rate of - drops the cell."
        ),
    )
    document = forms.CharField(label=_("Document"), max_length=300)
    page = forms.CharField(label=_("Page"), max_length=40, required=False)
    clause = forms.CharField(label=_("Clause"), max_length=200, required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=lines(2))

    @property
    def raised(self) -> Raise | None:
        percent = self.cleaned_data["percent"]
        if not percent:
            return None
        return Raise(percent, to_the_cent=self.cleaned_data["rounding"] == "cent")

    @property
    def written(self) -> Written:
        facts = self.cleaned_data
        return Written(facts["document"], facts["page"], facts["clause"], facts["note"])


class AgainstForm(forms.Form):
    """Another version of the same schedule."""

    def __init__(self, *args: Any, versions: list[WageSchedule], **options: Any) -> None:
        super().__init__(*args, **options)
        self._versions = {str(one.pk): one for one in versions}
        self.fields["with"] = forms.ChoiceField(
            label=_("Held against"), choices=[(k, str(one)) for k, one in self._versions.items()]
        )

    @property
    def chosen(self) -> WageSchedule:
        return self._versions[self.cleaned_data["with"]]
