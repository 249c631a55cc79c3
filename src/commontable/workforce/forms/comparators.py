"""One comparator, typed in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commontable.coalition.actors import Actor
from commontable.coalition.selectors.codes import codes_of
from commontable.web.fields import DayField, lines
from commontable.workforce.forms.benefits import MoneyField
from commontable.workforce.forms.uploads import HomeForm
from commontable.workforce.small.comparators import ComparatorRow
from commontable.workforce.words import RateBasis


class ComparatorForm(HomeForm):
    """Job, region, employer, rate, bonus, source, day."""

    classification = forms.CharField(
        label=_("Our classification"),
        max_length=200,
        help_text=_("As the census writes it, so that the two can be held against each other."),
    )
    region = forms.ChoiceField(label=_("Region"))
    employer = forms.CharField(label=_("Employer"), max_length=200)
    rate = forms.DecimalField(
        label=_("Rate, dollars an hour"),
        min_value=Decimal("0.001"),
        max_value=1000,
        decimal_places=3,
    )
    basis = forms.ChoiceField(label=_("What the rate is"), choices=RateBasis.choices)
    bonus = MoneyField(label=_("Bonus, dollars a year"))
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("Contract, posting, survey, and the page.")
    )
    dated_on = DayField(label=_("Dated"))
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=lines(2))

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, actor=actor, **options)
        regions = codes_of(actor).regions.items()
        self.fields["region"].choices = [(code, f"{code} {name}") for code, name in regions]  # type: ignore[attr-defined]

    @property
    def row(self) -> ComparatorRow:
        facts = self.cleaned_data
        return ComparatorRow(
            classification=facts["classification"],
            region=facts["region"],
            employer=facts["employer"],
            mills=int(facts["rate"] * 1000),
            basis=facts["basis"],
            bonus=facts["bonus"],
            source=facts["source"],
            dated_on=facts["dated_on"].isoformat(),
        )


class TestedForm(forms.Form):
    """Which region is looked at."""

    region = forms.CharField(required=False, max_length=20)
