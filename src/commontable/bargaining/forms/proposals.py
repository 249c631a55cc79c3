"""What a negotiator types when a proposal crosses the table, and what becomes of it after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from commontable.bargaining.article_lines import split_articles
from commontable.bargaining.entries import TermEntry
from commontable.bargaining.forms.fields import DayField, MomentField
from commontable.bargaining.forms.terms import entries_in, terms_widget
from commontable.bargaining.models import Article, BargainingSession, Issue, Proposal, Table
from commontable.bargaining.services.exhibits import FileEntry
from commontable.bargaining.services.passing import LanguageEntry, Passing
from commontable.bargaining.shorthand import Vocabulary
from commontable.bargaining.words import Channel, ProposalKind, Side
from commontable.coalition.actors import Actor
from commontable.common import dates
from commontable.common.errors import CommontableError


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; each is checked like one."""

    def __init__(self, **facts: Any) -> None:
        facts.setdefault("widget", FilesInput())
        super().__init__(**facts)

    def clean(self, data: Any, initial: Any = None) -> list[File[bytes]]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given if one]


def _with_title(proposal: Proposal) -> str:
    return f"{proposal.label}: {proposal.title}"


class PassForm(forms.Form):
    """Quick entry: with the terms in shorthand the rest has sensible answers already."""

    side = forms.ChoiceField(label=_("Side"), choices=Side.choices, widget=forms.RadioSelect)
    terms = forms.CharField(
        label=_("Terms"),
        required=False,
        help_text=_("One a line: the issue, where, what kind, how much."),
    )
    issues = forms.ModelMultipleChoiceField(
        label=_("Issues"),
        queryset=Issue.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Those named in the terms are taken by themselves."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=ProposalKind.choices)
    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        required=False,
        help_text=_("Left empty, the issues are the title."),
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
    article = forms.ModelChoiceField(
        label=_("Article"), queryset=Article.objects.none(), required=False
    )
    heading = forms.CharField(
        label=_("Or new heading"),
        max_length=300,
        required=False,
        help_text=_("For words that belong to no article yet."),
    )
    language = forms.CharField(
        label=_("Language"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("With headings such as “ARTICLE 12. WAGES” it is split by article."),
    )
    attachments = FilesField(label=_("Files"), required=False)
    alternative_text = forms.CharField(
        label=_("What the pictures show"),
        max_length=500,
        required=False,
        help_text=_("For those who cannot see an easel photo; needed with a picture."),
    )
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
        vocabulary: Vocabulary,
        **facts: Any,
    ) -> None:
        super().__init__(*args, **facts)
        self.actor, self.table, self.vocabulary = actor, table, vocabulary
        self.table_issues = list(issues)
        self.entries: list[TermEntry] = []
        self.fields["terms"].widget = terms_widget(table.campaign_id)
        self.fields["terms"].widget.attrs["autofocus"] = True
        visible = {"coalition_id": actor.coalition_id}
        self._offer("issues", Issue.objects.filter(**visible, pk__in=[i.pk for i in issues]))
        standing = Proposal.objects.filter(**visible, pk__in=[p.pk for p in live])
        self._offer("answers", standing.order_by("-sequence"))
        self._offer("supersedes", standing.order_by("-sequence"))
        self._offer("session", BargainingSession.objects.filter(table=table).order_by("-ordinal"))
        self._offer(
            "article",
            Article.objects.visible_to(actor)
            .filter(contract__campaign_id=table.campaign_id)
            .select_related("contract"),
        )
        for name in ("answers", "supersedes"):
            field = self.fields[name]
            field.label_from_instance = _with_title  # type: ignore[attr-defined]

    def _offer(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        field.queryset = rows  # type: ignore[attr-defined]  # only choice fields are named

    def clean_terms(self) -> str:
        text: str = self.cleaned_data["terms"]
        self.entries = list(entries_in(text, self.vocabulary))
        return text

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if self.entries or facts.get("issues") or "terms" in self.errors:
            return facts
        self.add_error(
            "terms", _("Say what it is about: a term here, or an issue from the list below.")
        )
        return facts

    def _issues(self) -> list[Issue]:
        named = {term.issue_id for term in self.entries}
        named |= {issue.pk for issue in self.cleaned_data["issues"]}
        return [issue for issue in self.table_issues if issue.pk in named]

    def _language(self, issues: Sequence[Issue]) -> list[LanguageEntry]:
        """One entry for the article chosen, or one for each article headed in the text itself."""
        facts = self.cleaned_data
        text, issue = facts["language"], issues[0] if len(issues) == 1 else None
        if not text.strip():
            return []
        if facts["article"] or facts["heading"]:
            return [
                LanguageEntry(
                    text=text, article=facts["article"], issue=issue, heading=facts["heading"]
                )
            ]
        try:
            split = split_articles(text)
        except CommontableError:
            return [LanguageEntry(text=text, issue=issue)]
        field = self.fields["article"]
        known = {article.number: article for article in field.queryset}  # type: ignore[attr-defined]
        return [
            LanguageEntry(
                text=one.text,
                article=known.get(one.number),
                issue=issue,
                heading="" if one.number in known else f"{one.number} {one.title}".strip(),
            )
            for one in split
        ]

    def passing(self) -> Passing:
        """What was typed, as the service takes it; call once the form is valid."""
        facts = self.cleaned_data
        issues = self._issues()
        return Passing(
            side=Side(facts["side"]),
            kind=ProposalKind(facts["kind"]),
            title=facts["title"].strip() or ", ".join(issue.name for issue in issues)[:300],
            issues=issues,
            terms=self.entries,
            language=self._language(issues),
            files=[
                FileEntry(file, alternative_text=facts["alternative_text"])
                for file in facts["attachments"] or []
            ],
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


class CorrectForm(PassForm):
    """The same entry once more, right this time, and why."""

    reason = forms.CharField(
        label=_("What was wrong"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The first entry stays, with this beside it."),
    )
    field_order = ["reason"]


class WithdrawForm(forms.Form):
    at = MomentField(label=_("Withdrawn at"))
    by = forms.CharField(label=_("By whom"), max_length=200, required=False)
    note = forms.CharField(
        label=_("In their words"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class AgreeForm(forms.Form):
    union_initials = forms.CharField(label=_("Union's initials"), max_length=60)
    union_initialled_on = DayField(label=_("Union initialled on"))
    employer_initials = forms.CharField(label=_("Employer's initials"), max_length=60)
    employer_initialled_on = DayField(label=_("Employer initialled on"))
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class WithdrawAgreementForm(forms.Form):
    side = forms.ChoiceField(
        label=_("Which side takes it back"), choices=Side.choices, widget=forms.RadioSelect
    )
    at = MomentField(label=_("Withdrawn at"))
    by = forms.CharField(label=_("By whom"), max_length=200, required=False)
    reason = forms.CharField(
        label=_("Reason given"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


def local_minute(actor: Actor) -> datetime:
    """Now at the coalition's place, to the minute: what the time fields begin with."""
    return dates.now().astimezone(ZoneInfo(actor.time_zone)).replace(second=0, microsecond=0)


def today(actor: Actor) -> date:
    return actor.on
