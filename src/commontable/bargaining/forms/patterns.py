"""The form for what another group settled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commontable.bargaining.entries import TermEntry
from commontable.bargaining.forms.terms import entries_in, terms_widget
from commontable.bargaining.shorthand import Vocabulary
from commontable.coalition.selectors.affiliates import Affiliate
from commontable.web.fields import DayField, lines


class PatternForm(forms.Form):
    group = forms.CharField(
        label=_("Who settled"), max_length=200, help_text=_("“Valley nurses, Valley Health”.")
    )
    reached_on = DayField(label=_("Settled on"))
    source = forms.CharField(
        label=_("Source"),
        max_length=500,
        help_text=_("Where it can be read: a bulletin, an agreement, an address."),
    )
    terms = forms.CharField(
        label=_("Terms, a line each"),
        help_text=_("In this campaign's issues."),
    )
    note = forms.CharField(
        label=_("Note"), required=False, widget=lines(2), help_text=_("For the team.")
    )
    whose = forms.ChoiceField(label=_("Who may read it"), required=False)

    def __init__(
        self,
        *args: Any,
        campaign_id: int,
        vocabulary: Vocabulary,
        unions: Sequence[Affiliate],
        common: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.vocabulary = vocabulary
        if vocabulary.example:
            self.fields["terms"].help_text = _(
                "In this campaign's issues: %(issue)s raise 5/4/4."
            ) % {"issue": vocabulary.example}
        self.entries: tuple[TermEntry, ...] = ()
        self.fields["terms"].widget = terms_widget(campaign_id, rows=6)
        whose = [(str(union.union_id), str(_("Only %s") % union.name)) for union in unions]
        if common:
            whose.insert(0, ("", str(_("The whole coalition"))))
        if len(whose) > 1 or (whose and not common):
            self.fields["whose"].choices = whose  # type: ignore[attr-defined]
        else:
            del self.fields["whose"]

    def clean_terms(self) -> str:
        said: str = self.cleaned_data["terms"]
        self.entries = entries_in(said, self.vocabulary)
        return said

    @property
    def union_id(self) -> int | None:
        whose = self.cleaned_data.get("whose")
        return int(whose) if whose else None
