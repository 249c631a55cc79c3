"""What a census page can be asked: to count only some workers, to be held against another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commontable.workforce.models import Census

NARROWED_BY = ("union", "region", "classification", "facility")
_LABELS = {
    "union": _("Union"),
    "region": _("Region"),
    "classification": _("Classification"),
    "facility": _("Facility"),
}


class NarrowForm(forms.Form):
    """One value for some of the dimensions; read from the address."""

    def __init__(self, *args: Any, names: Mapping[str, Iterable[str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for dimension in NARROWED_BY:
            choices = [(name, name) for name in sorted(names[dimension]) if name]
            if len(choices) > 1:
                self.fields[dimension] = forms.ChoiceField(
                    label=_LABELS[dimension],
                    required=False,
                    choices=[("", _("all")), *choices],
                )

    @property
    def narrowed(self) -> dict[str, str]:
        """The dimensions that were said, if they can be used."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: said for name in NARROWED_BY if (said := self.cleaned_data.get(name))}


class CompareForm(forms.Form):
    """Another census."""

    def __init__(self, *args: Any, others: Iterable[Census], **options: Any) -> None:
        super().__init__(*args, **options)
        self._others = {str(one.pk): one for one in others}
        self.fields["with"] = forms.ChoiceField(
            label=_("Held against"),
            choices=[(key, str(one)) for key, one in self._others.items()],
        )

    @property
    def chosen(self) -> Census:
        return self._others[self.cleaned_data["with"]]
