"""What a basis is made of, as people type it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commontable.bargaining.selectors.tables import campaigns_of
from commontable.coalition.actors import Actor
from commontable.coalition.selectors.affiliates import affiliates_of
from commontable.costing.documents import LONGEST
from commontable.costing.policies import homes_of
from commontable.costing.services.bases import Grounds
from commontable.web.fields import DayField
from commontable.workforce.selectors.censuses import censuses_of


def typed(rows: int) -> forms.Textarea:
    """A box for lines of YAML: nothing in it is corrected or checked for spelling."""
    return forms.Textarea(
        attrs={
            "rows": rows,
            "class": "typed",
            "spellcheck": "false",
            "autocapitalize": "off",
            "autocomplete": "off",
        }
    )


class BasisForm(forms.Form):
    """A census, a contract, and how issues are read."""

    name = forms.CharField(label=_("Name"), max_length=200)
    home = forms.ChoiceField(label=_("Whose"))
    campaign = forms.ChoiceField(label=_("Campaign"))
    census = forms.ChoiceField(
        label=_("Census"),
        help_text=_("One union's own costing is priced on its own workers alone."),
    )
    contract = forms.CharField(
        label=_("The contract in force"),
        max_length=LONGEST,
        strip=False,
        widget=typed(28),
        help_text=_(
            "The engine's lines: schedules and every term that costs money today, each with its"
            " clause. What cannot be read is refused with its line."
        ),
    )
    readings = forms.CharField(
        label=_("How issues are read"),
        required=False,
        max_length=100_000,
        strip=False,
        widget=typed(10),
        help_text=_(
            "A line for each issue whose terms are not told by their kind, such as"
            " <code>night-differential: {kind: shift_differential, hours: night}</code> or"
            " <code>staffing: {skip: no money in it}</code>."
        ),
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        unions = {one.union_id: one.name for one in affiliates_of(actor)}
        self._choose(
            "home",
            [
                ("" if home is None else str(home), unions.get(home or 0, _("The coalition")))
                for home in homes_of(actor)
            ],
        )
        self._choose("campaign", [(str(one.pk), str(one)) for one in campaigns_of(actor)])
        self._choose("census", [(str(one.pk), str(one)) for one in censuses_of(actor)])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(f"{name} is no choice")
        field.choices = choices
        field.required = "" not in {value for value, _label in choices}

    @property
    def union_id(self) -> int | None:
        """Whose it is to be; None: the coalition's."""
        home = self.cleaned_data["home"]
        return int(home) if home else None

    @property
    def grounds(self) -> Grounds:
        facts = self.cleaned_data
        return Grounds(
            campaign_id=int(facts["campaign"]),
            census_id=int(facts["census"]),
            name=facts["name"],
            contract=facts["contract"].replace("\r\n", "\n"),
            readings=facts["readings"].replace("\r\n", "\n"),
        )


class RevisionForm(BasisForm):
    """The next version of a basis: it stays whose it is."""

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, actor=actor, **options)
        del self.fields["home"]


class DraftForm(forms.Form):
    """From which day the schedules are, and which years are to be costed."""

    on = DayField(label=_("Schedules in force on"))
    starts_on = DayField(label=_("First day to be costed"))
    years = forms.IntegerField(label=_("Contract years"), min_value=1, max_value=20, initial=4)
