"""Forms that keep the coalition's order. They parse; whether it may be, the services say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commontable.coalition.actors import Actor
from commontable.coalition.models import Facility
from commontable.coalition.selectors.places import employers_known, facilities_known, regions_of


def _day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class UnionForm(forms.Form):
    code = forms.CharField(
        label=_("Code"), max_length=20, help_text=_("Short, as people write it: NUR.")
    )
    name = forms.CharField(label=_("Name"), max_length=200)
    joined_on = _day(_("Joined on"))


class JoiningForm(forms.Form):
    joined_on = _day(_("Joined on"))


class LeavingForm(forms.Form):
    left_on = _day(_("Left on"), _("The first day on which it is no longer in the coalition."))


class NameForm(forms.Form):
    """A local, an employer: a name is all there is to say."""

    name = forms.CharField(label=_("Name"), max_length=200)


class RegionForm(forms.Form):
    code = forms.CharField(
        label=_("Code"), max_length=20, help_text=_("Terms are scoped by it: NORTH.")
    )
    name = forms.CharField(label=_("Name"), max_length=200)


class HeadcountForm(forms.Form):
    workers = forms.IntegerField(label=_("Workers"), min_value=0, max_value=2_000_000_000)
    counted_on = _day(_("Counted on"))
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("Who counted, or where it says so: “seniority list of May”."),
    )


class FacilityChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not at run time
    """A facility with its region: names alone may repeat."""

    def label_from_instance(self, obj: Facility) -> str:
        return f"{obj.name} ({obj.region.code})"


class FacilityForm(forms.Form):
    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"] = forms.ModelChoiceField(regions_of(actor), label=_("Region"))
        self.fields["name"] = forms.CharField(label=_("Name"), max_length=200)


class UnitForm(forms.Form):
    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(label=_("Name"), max_length=200)
        self.fields["employer"] = forms.ModelChoiceField(
            employers_known(actor), label=_("Employer")
        )
        self.fields["region"] = forms.ModelChoiceField(regions_of(actor), label=_("Region"))
        self.fields["facility"] = FacilityChoice(
            facilities_known(actor),
            label=_("Facility"),
            required=False,
            empty_label=_("Several places of the region"),
        )
        self.fields["contract_expires"] = _day(
            _("Contract expires on"), _("Empty: not known."), required=False
        )
        self.fields["health_care"] = forms.BooleanField(
            label=_("Health care"),
            required=False,
            initial=True,
            help_text=_("Decides which statutory notice periods apply."),
        )


class PlaceSearchForm(forms.Form):
    """Narrow a list by name and region; an unknown region narrows nothing."""

    words = forms.CharField(label=_("Name"), required=False, max_length=100)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"] = forms.ModelChoiceField(
            regions_of(actor), label=_("Region"), required=False, empty_label=_("Every region")
        )
        self.order_fields(["words", "region", "on"])


class DirectorySearchForm(PlaceSearchForm):
    """The directory too, and as of a day; what is no date is today."""

    on = _day(_("As of"), required=False)
