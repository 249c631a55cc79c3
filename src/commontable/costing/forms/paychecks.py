"""Forms of the paycheck page: letting one out, and what a visitor is asked."""

from __future__ import annotations

import calendar
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commontable.costing.selectors.paychecks import OfferOffered
from commontable.costing.services.paychecks import OfferChosen
from commontable.engines.costing.amounts import half_up
from commontable.engines.costing.calendar import date_of
from commontable.engines.costing.published.answer import steps_of
from commontable.engines.costing.published.walk import Person
from commontable.web.fields import lines

_FULL_TIME = 10_000
_LONGEST_SERVICE = 50  # years
_NONE = "none"


class PaycheckReleaseForm(forms.Form):
    """What goes out: for each offer its public name and its terms, ticked one by one."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        help_text=gettext_lazy("Printed on top, and part of the public address."),
    )

    def __init__(self, *args: Any, offered: Sequence[OfferOffered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        for one in offered:
            key = one.scenario.pk
            self.fields[f"name_{key}"] = forms.CharField(
                label=_("“%(name)s” is called") % {"name": one.scenario.name},
                max_length=200,
                required=False,
                initial=one.scenario.name,
            )
            self.fields[f"terms_{key}"] = forms.MultipleChoiceField(
                label=_("Terms of “%(name)s” that go out") % {"name": one.scenario.name},
                choices=[(term.id, term.said) for term in one.terms],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Without a tick the offer is not on the page."),
            )

    @property
    def groups(self) -> list[tuple[Any, Any]]:
        """The fields of each offer."""
        return [
            (self[f"name_{one.scenario.pk}"], self[f"terms_{one.scenario.pk}"])
            for one in self.offered
        ]

    @property
    def chosen(self) -> list[OfferChosen]:
        found = []
        for one in self.offered:
            terms = self.cleaned_data.get(f"terms_{one.scenario.pk}", [])
            if terms:
                name = self.cleaned_data.get(f"name_{one.scenario.pk}", "").strip()
                found.append(
                    OfferChosen(one.scenario.pk, name or one.scenario.name, frozenset(terms))
                )
        return found

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.chosen:
            self.add_error(None, _("Tick at least one term of one offer."))
        return facts

    @staticmethod
    def beginning(offered: Sequence[OfferOffered]) -> dict[str, Any]:
        """What crossed the table is ticked; what a researcher assumed is not."""
        return {
            f"terms_{one.scenario.pk}": [term.id for term in one.terms if term.recorded]
            for one in offered
        }


class PaycheckSignatureForm(forms.Form):
    """Sent with the choice itself, after looking; ``seen`` is the hash of what was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    signature = forms.CharField(
        label=gettext_lazy("Sign with your name"),
        max_length=200,
        help_text=gettext_lazy("As you are entered here."),
    )


class PaycheckWithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        widget=lines(2),
        help_text=gettext_lazy("For the team."),
    )


class PaycheckForm(forms.Form):
    """What a member says of her job. Sent by GET: an answer has an address of its own."""

    job = forms.ChoiceField(label=gettext_lazy("Job"))
    region = forms.ChoiceField(label=gettext_lazy("Region"))
    step = forms.IntegerField(label=gettext_lazy("Step"), min_value=1, max_value=99)
    hours = forms.DecimalField(
        label=gettext_lazy("Hours each pay period"),
        max_digits=6,
        decimal_places=2,
        min_value=Decimal("0.25"),
        max_value=Decimal(400),
        help_text=gettext_lazy("Regular hours, as on your pay slip, to the quarter hour."),
    )
    month = forms.TypedChoiceField(
        label=gettext_lazy("Hired in"), coerce=int, choices=lambda: list(MONTHS.items())
    )
    year = forms.TypedChoiceField(label=gettext_lazy("Year"), coerce=int)
    union = forms.ChoiceField(label=gettext_lazy("Union"))
    benefit = forms.ChoiceField(label=gettext_lazy("Health plan covers"))

    def __init__(self, *args: Any, tables: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tables = tables
        jobs = [tuple(job) for job in tables["jobs"]]
        self._offer("job", [(job, job) for job in dict.fromkeys(job for job, _ in jobs)])
        regions = list(dict.fromkeys(sorted(region for _, region in jobs)))
        if regions == [""]:
            del self.fields["region"]
        else:
            self._offer("region", [(region, region) for region in regions])
        last = int(tables["start"][:4]) + int(tables["years"]) - 1
        self._offer("year", [(str(y), str(y)) for y in range(last, last - _LONGEST_SERVICE, -1)])
        if tables["unions"]:
            named = [(name, name) for name in tables["unions"]]
            self._offer("union", [*named, (_NONE, _("another union"))])
        else:
            del self.fields["union"]
        if tables["benefits"]:
            listed = [(f"{plan}|{tier}", _benefit(plan, tier)) for plan, tier in tables["benefits"]]
            self._offer("benefit", [*listed, (_NONE, _("nobody: not enrolled"))])
        else:
            del self.fields["benefit"]

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @staticmethod
    def beginning(tables: Mapping[str, Any]) -> dict[str, Any]:
        full = Decimal(tables["pay"]["full_time"]) / 4
        return {
            "step": 1,
            "hours": full.normalize() if full % 10 else full.quantize(Decimal(1)),
            "month": date.fromisoformat(tables["start"]).month,
            "year": int(tables["start"][:4]) - 1,
        }

    def clean_hours(self) -> Decimal:
        hours: Decimal = self.cleaned_data["hours"]
        if hours * 4 % 1:
            raise forms.ValidationError(
                _("Please give hours to the quarter hour, such as 72.5 or 36.25."),
            )
        return hours

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return facts
        regions = [region for job, region in self.tables["jobs"] if job == facts["job"]]
        if facts.get("region", "") not in regions:
            self.add_error(
                "region",
                _("There is no pay scale for %(job)s there. There is one in: %(regions)s.")
                % {"job": facts["job"], "regions": ", ".join(regions)},
            )
            return facts
        lowest, highest = steps_of(self.tables, self.person)
        if not lowest <= facts["step"] <= highest:
            self.add_error(
                "step",
                _("This job has steps %(lowest)s to %(highest)s; you gave %(step)s.")
                % {"lowest": lowest, "highest": highest, "step": facts["step"]},
            )
        return facts

    @property
    def person(self) -> Person:
        """Who asks, as the tables know her."""
        facts, tables = self.cleaned_data, self.tables
        quarters = int(facts["hours"] * 4)
        unions = tables["unions"]
        union = facts.get("union", _NONE)
        benefit = facts.get("benefit", _NONE).split("|")
        return Person(
            job=tables["jobs"].index([facts["job"], facts.get("region", "")]),
            union=unions.index(union) if union in unions else len(unions),
            benefit=tables["benefits"].index(benefit) if benefit in tables["benefits"] else -1,
            step=facts["step"],
            hired=self.hired,
            quarter_hours=quarters,
            share=min(_FULL_TIME, half_up(quarters * _FULL_TIME, tables["pay"]["full_time"])),
        )

    @property
    def hired(self) -> date:
        """The first of the month; where a scale begins within it, the day on which it does.

        Whoever was hired in that month is taken for hired under the newer rule.
        """
        year, month = self.cleaned_data["year"], self.cleaned_data["month"]
        first = date(year, month, 1)
        last = first.replace(day=calendar.monthrange(year, month)[1])
        classes = [date_of(day) for day in self.tables["classes"]]
        within = classes[bisect_right(classes, first) : bisect_right(classes, last)]
        return within[-1] if within else first


def _benefit(plan: str, tier: str) -> str:
    said = tier.replace("_", " ")
    return f"{plan}: {said}" if plan else said
