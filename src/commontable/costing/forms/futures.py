"""What is assumed to be uncertain."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DEFAULTS = {"turnover": 8, "turnover_spread": 15, "overtime_spread": 10, "medical_spread": 2}
RUNS = (1_000, 10_000)


def _percent(label: Any, name: str, most: int) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=0,
        max_value=most,
        decimal_places=2,
        initial=DEFAULTS[name],
        widget=forms.NumberInput(attrs={"step": "0.5", "inputmode": "decimal"}),
    )


class FuturesForm(forms.Form):
    """Read from the address; without one the usual assumptions stand."""

    turnover = _percent(_("Who leaves in a year, percent"), "turnover", 90)
    turnover_spread = _percent(
        _("How much that differs between futures, percent of it"), "turnover_spread", 100
    )
    overtime_spread = _percent(
        _("How much overtime differs, percent of it"), "overtime_spread", 100
    )
    medical_spread = _percent(
        _("How much each year's medical trend differs, points"), "medical_spread", 50
    )
    runs = forms.TypedChoiceField(
        label=_("Futures"), coerce=int, choices=[(runs, f"{runs:,}") for runs in RUNS]
    )
    seed = forms.IntegerField(
        label=_("Seed"),
        min_value=1,
        max_value=10**9,
        initial=1,
        help_text=_("The same seed gives the same futures."),
    )
    above = forms.DecimalField(
        label=_("How likely is more than, millions of dollars over the term"),
        required=False,
        min_value=0,
        max_value=10**7,
        decimal_places=3,
    )

    @property
    def details(self) -> dict[str, Any]:
        """As the pricing process takes it, and as part of the question."""
        facts = self.cleaned_data if self.is_bound else {}
        assumed = {
            name: float(Decimal(facts.get(name, usual)) / 100) for name, usual in DEFAULTS.items()
        }
        return {
            "assumed": assumed,
            "runs": facts.get("runs", RUNS[0]),
            "seed": facts.get("seed", 1),
        }

    @property
    def more_than(self) -> Decimal | None:
        """Dollars."""
        said = self.cleaned_data.get("above") if self.is_bound else None
        return None if said is None else said * 1_000_000
