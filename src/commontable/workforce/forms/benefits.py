"""The benefit inventory of a unit: a line for each benefit, all of them at once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commontable.common.errors import CommontableError
from commontable.common.money import cents_from_text
from commontable.web.fields import DayField, lines
from commontable.workforce.forms.uploads import HomeForm
from commontable.workforce.models import BenefitLine
from commontable.workforce.services.benefits import Line
from commontable.workforce.services.schedules import Written
from commontable.workforce.words import BenefitKind


class MoneyField(forms.CharField):
    """An amount as people write it; cleaned to cents, or None where nothing was typed."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 9})
        super().__init__(required=False, max_length=20, widget=widget, **options)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            cents = cents_from_text(text)
        except CommontableError as error:
            raise forms.ValidationError(str(error.expected).capitalize()) from error
        if cents < 0:
            raise forms.ValidationError(_("An amount is not negative."))
        return cents


class InventoryForm(HomeForm):
    """From which day the inventory is true, and where it says so."""

    effective_from = DayField(label=_("In force from"))
    document = forms.CharField(label=_("Document"), max_length=300)
    page = forms.CharField(label=_("Page"), max_length=40, required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=lines(2))

    @property
    def written(self) -> Written:
        facts = self.cleaned_data
        return Written(facts["document"], facts["page"], note=facts["note"])


class LineForm(forms.Form):
    """One benefit; a line without a name is no line."""

    kind = forms.ChoiceField(label=_("Kind"), choices=BenefitKind.choices)
    name = forms.CharField(label=_("Plan or benefit"), max_length=200, required=False)
    tier = forms.CharField(label=_("Who is covered"), max_length=60, required=False)
    premium = MoneyField(label=_("Premium a month"))
    employee_share = MoneyField(label=_("Of it the employee's"))
    copays = forms.CharField(label=_("Copays"), max_length=300, required=False)
    of_pay = forms.DecimalField(
        label=_("Percent of pay"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "0.01", "size": 6}),
    )
    a_year = MoneyField(label=_("Dollars a year"))
    clause = forms.CharField(label=_("Clause"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        said = [name for name, value in facts.items() if name != "kind" and value not in (None, "")]
        if said and not facts.get("name"):
            self.add_error("name", _("What is it called?"))
        return facts

    @property
    def line(self) -> Line | None:
        """What was typed, for the service; None: an empty line."""
        facts = self.cleaned_data
        if not facts.get("name"):
            return None
        percent = facts["of_pay"]
        return Line(
            kind=BenefitKind(facts["kind"]),
            name=facts["name"],
            tier=facts["tier"],
            premium=facts["premium"],
            employee_share=facts["employee_share"],
            copays=facts["copays"],
            of_pay=None if percent is None else int(percent * 100),
            a_year=facts["a_year"],
            clause=facts["clause"],
        )


MORE_LINES = 3
LineFormSet = forms.formset_factory(LineForm, extra=MORE_LINES, max_num=200, absolute_max=250)


def initial_line(line: BenefitLine) -> dict[str, Any]:
    """A line of the version before, as it would be typed."""
    return {
        "kind": line.kind,
        "name": line.name,
        "tier": line.tier,
        "premium": _dollars(line.premium),
        "employee_share": _dollars(line.employee_share),
        "copays": line.copays,
        "of_pay": None if line.of_pay is None else Decimal(line.of_pay) / 100,
        "a_year": _dollars(line.a_year),
        "clause": line.clause,
    }


def _dollars(cents: int | None) -> str:
    return "" if cents is None else f"{cents // 100}.{cents % 100:02d}"
