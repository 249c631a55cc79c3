"""What is known of a pass beside its words: who, what kind, when, in whose hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commontable.bargaining.models import BargainingSession, Issue, Proposal, Table
from commontable.bargaining.services.passing import Passing
from commontable.bargaining.words import Channel, ProposalKind, Side
from commontable.coalition.actors import Actor
from commontable.web.fields import DayField, MomentField


def _with_title(proposal: Proposal) -> str:
    return f"{proposal.label}: {proposal.title}"


class CrossingForm(forms.Form):
    """The facts of a pass, for quick entry and for a draft."""

    side = forms.ChoiceField(label=_("Side"), choices=Side.choices, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("Kind"), choices=ProposalKind.choices)
    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        required=False,
        help_text=_("Left empty, the issues are the title."),
    )
    issues = forms.ModelMultipleChoiceField(
        label=_("Issues"),
        queryset=Issue.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Those named in the terms are taken by themselves."),
    )
    answers = forms.ModelMultipleChoiceField(
        label=_("Answers"),
        queryset=Proposal.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 4}),
    )
    supersedes = forms.ModelMultipleChoiceField(
        label=_("Supersedes"),
        queryset=Proposal.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 4}),
        help_text=_("Earlier proposals of the same side that this one takes the place of."),
    )
    passed_at = MomentField(label=_("Passed at"), required=False)
    passed_on = DayField(
        label=_("Or passed on"),
        required=False,
        help_text=_("Where only the day is known; leave the time above empty then."),
    )
    session = forms.ModelChoiceField(
        label=_("Session"), queryset=BargainingSession.objects.none(), required=False
    )
    channel = forms.ChoiceField(label=_("How it came"), choices=Channel.choices)
    handed_by = forms.CharField(label=_("Handed by"), max_length=200, required=False)
    handed_to = forms.CharField(label=_("Handed to"), max_length=200, required=False)
    witnesses = forms.CharField(
        label=_("Witnesses"),
        max_length=300,
        required=False,
        help_text=_("Who saw or heard an informal item."),
    )
    reason_given = forms.CharField(
        label=_("Reason the side gave"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        table: Table,
        issues: Sequence[Issue],
        live: Sequence[Proposal],
        **facts: Any,
    ) -> None:
        super().__init__(*args, **facts)
        self.actor, self.table, self.table_issues = actor, table, list(issues)
        visible = {"coalition_id": actor.coalition_id}
        self.offer("issues", Issue.objects.filter(**visible, pk__in=[i.pk for i in issues]))
        standing = Proposal.objects.filter(**visible, pk__in=[p.pk for p in live])
        self.offer("answers", standing.order_by("-sequence"))
        self.offer("supersedes", standing.order_by("-sequence"))
        self.offer("session", BargainingSession.objects.filter(table=table).order_by("-ordinal"))
        for name in ("answers", "supersedes"):
            field = self.fields[name]
            field.label_from_instance = _with_title  # type: ignore[attr-defined]

    def offer(self, name: str, rows: Any) -> None:
        """The rows a field may choose among, read for this actor."""
        field = self.fields[name]
        field.queryset = rows  # type: ignore[attr-defined]  # only choice fields are named

    def passing(self) -> Passing:
        """What was typed, as the service takes it; call once the form is valid."""
        facts = self.cleaned_data
        return Passing(
            side=Side(facts["side"]),
            kind=ProposalKind(facts["kind"]),
            title=facts["title"].strip(),
            issues=list(facts["issues"]),
            answers=list(facts["answers"]),
            supersedes=list(facts["supersedes"]),
            session=facts["session"],
            passed_at=facts["passed_at"],
            passed_on=facts["passed_on"],
            channel=Channel(facts["channel"]),
            handed_by=facts["handed_by"],
            handed_to=facts["handed_to"],
            witnesses=facts["witnesses"],
            reason_given=facts["reason_given"],
            note=facts["note"],
        )
