"""Forms for campaigns, tables and what they run by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from commontable.bargaining.models import Campaign, Issue, Table
from commontable.bargaining.words import Method, PreconditionEventKind, Side, TableKind
from commontable.coalition.selectors.affiliates import Affiliate
from commontable.web.fields import DayField, lines


class CampaignForm(forms.Form):
    employer = forms.TypedChoiceField(label=_("Employer"), coerce=int)
    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("As people call it: “National bargaining”.")
    )
    year = forms.IntegerField(label=_("Year"), min_value=1935, max_value=2100)
    contract_expires = DayField(label=_("The contract expires on"), required=False)
    workers = forms.IntegerField(label=_("Workers covered"), min_value=1, required=False)
    health_care = forms.NullBooleanField(
        label=_("Health care"),
        required=False,
        help_text=_("Decides which notice periods the law asks for."),
        widget=forms.Select(
            choices=[("", _("Not known yet")), ("true", _("Yes")), ("false", _("No"))]
        ),
    )

    def __init__(self, *args: Any, employers: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["employer"].choices = employers  # type: ignore[attr-defined]


class TableForm(forms.Form):
    campaign = forms.ModelChoiceField(label=_("Campaign"), queryset=Campaign.objects.none())
    whose = forms.ChoiceField(
        label=_("Whose table"),
        help_text=_("A local table is its union's alone: nobody else in the coalition sees it."),
    )
    name = forms.CharField(label=_("Name"), max_length=200)
    method = forms.ChoiceField(
        label=_("How you bargain there"), choices=Method.choices, widget=forms.RadioSelect
    )

    def __init__(
        self,
        *args: Any,
        campaigns: QuerySet[Campaign],
        unions: Sequence[Affiliate],
        common: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = campaigns  # type: ignore[attr-defined]
        choices = [
            (str(union.union_id), str(_("Local table of %s") % union.name)) for union in unions
        ]
        if common:
            choices.insert(0, ("common", str(_("Common table, for all unions"))))
        self.fields["whose"].choices = choices  # type: ignore[attr-defined]

    @property
    def union_id(self) -> int | None:
        whose = self.cleaned_data["whose"]
        return None if whose == "common" else int(whose)

    @property
    def kind(self) -> TableKind:
        return TableKind.COMMON if self.union_id is None else TableKind.LOCAL


class WaitForm(forms.Form):
    on_table = forms.ModelChoiceField(
        label=_("Common table"), queryset=Table.objects.none(), empty_label=None
    )
    issue = forms.ModelChoiceField(
        label=_("Issue"),
        queryset=Issue.objects.none(),
        required=False,
        empty_label=_("All of it"),
    )
    note = forms.CharField(label=_("Why"), widget=lines(2), required=False)

    def __init__(
        self, *args: Any, tables: QuerySet[Table], issues: QuerySet[Issue], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on_table"].queryset = tables  # type: ignore[attr-defined]
        self.fields["issue"].queryset = issues  # type: ignore[attr-defined]


class GroundRuleForm(forms.Form):
    text = forms.CharField(label=_("Rule, as agreed"), widget=lines(4))
    agreed_on = DayField(label=_("Agreed on"))


class PreconditionForm(forms.Form):
    side = forms.ChoiceField(label=_("Imposed by"), choices=Side.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("Demand, as it was made"), widget=lines(3))
    imposed_on = DayField(label=_("Imposed on"))


class PreconditionEventForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What happened"), choices=PreconditionEventKind.choices, widget=forms.RadioSelect
    )
    on = DayField(label=_("On"))
    note = forms.CharField(label=_("Note"), widget=lines(2), required=False)
