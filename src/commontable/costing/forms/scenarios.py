"""How a scenario is asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commontable.bargaining.selectors.proposals import find_proposals
from commontable.bargaining.selectors.tables import tables_of
from commontable.bargaining.words import Side
from commontable.coalition.actors import Actor
from commontable.costing.documents import LONGEST
from commontable.costing.forms.bases import typed
from commontable.costing.models import Basis
from commontable.web.fields import MomentField


class _Assuming(forms.Form):
    assumptions = forms.CharField(
        label=_("Assumed beside it"),
        required=False,
        max_length=100_000,
        strip=False,
        widget=typed(5),
        help_text=_(
            "A line each, with a note that says why:"
            " <code>- {kind: lump_sum, dollars: 500, effective: 2026-11-01, note: said at"
            " dinner}</code>. They are marked as assumptions wherever they count."
        ),
    )

    @property
    def assumed(self) -> str:
        said: str = self.cleaned_data["assumptions"].replace("\r\n", "\n")
        return said


class PositionForm(_Assuming):
    """What a side stands on."""

    name = forms.CharField(label=_("Name"), max_length=200)
    table = forms.ChoiceField(label=_("Table"))
    side = forms.ChoiceField(label=_("Side"), choices=Side.choices)
    as_of = MomentField(
        label=_("As of"),
        required=False,
        help_text=_("Left empty it follows the record; with a moment it stays as it was then."),
    )

    field_order = ("name", "table", "side", "as_of", "assumptions")

    def __init__(self, *args: Any, actor: Actor, basis: Basis, **options: Any) -> None:
        super().__init__(*args, **options)
        tables = [
            (str(table.pk), table.name)
            for table in tables_of(actor)
            if table.campaign_id == basis.campaign_id and table.union_id in {None, basis.union_id}
        ]
        field = self.fields["table"]
        if isinstance(field, forms.ChoiceField):
            field.choices = tables

    @property
    def moment(self) -> datetime | None:
        found: datetime | None = self.cleaned_data["as_of"]
        return found


class ProposalForm(_Assuming):
    """One proposal alone."""

    proposal = forms.ChoiceField(label=_("Proposal"))
    name = forms.CharField(
        label=_("Name"), max_length=200, required=False, help_text=_("Left empty: its number.")
    )

    field_order = ("proposal", "name", "assumptions")

    def __init__(self, *args: Any, actor: Actor, basis: Basis, **options: Any) -> None:
        super().__init__(*args, **options)
        self._labels: dict[str, str] = {}
        choices: list[tuple[str, Any]] = []
        for table in tables_of(actor):
            if table.campaign_id != basis.campaign_id or table.union_id not in {
                None,
                basis.union_id,
            }:
                continue
            listed = [
                (str(one.pk), f"{one.label}: {one.title}") for one in find_proposals(actor, table)
            ]
            self._labels |= {key: label.partition(":")[0] for key, label in listed}
            choices.append((table.name, listed))
        field = self.fields["proposal"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def proposal_id(self) -> int:
        return int(self.cleaned_data["proposal"])

    @property
    def called(self) -> str:
        said: str = self.cleaned_data["name"].strip()
        return said or self._labels[self.cleaned_data["proposal"]]


class TermsForm(forms.Form):
    """Terms typed as the engine reads them."""

    name = forms.CharField(label=_("Name"), max_length=200)
    side = forms.ChoiceField(
        label=_("Side"), required=False, choices=[("", _("neither")), *Side.choices]
    )
    offer = forms.CharField(
        label=_("Terms"),
        max_length=LONGEST,
        strip=False,
        widget=typed(18),
        help_text=_("Another group's settlement, a draft: each term with its day and its source."),
    )

    @property
    def text(self) -> str:
        said: str = self.cleaned_data["offer"].replace("\r\n", "\n")
        return said


class AssumptionsForm(_Assuming):
    """Other assumptions beside a scenario of the record."""


class WhatIfForm(forms.Form):
    """Under which name a what-if is kept."""

    name = forms.CharField(label=_("Name"), max_length=200)
