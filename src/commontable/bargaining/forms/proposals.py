"""What a negotiator types when a proposal crosses the table, and what becomes of it after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from commontable.bargaining.article_lines import split_articles
from commontable.bargaining.entries import TermEntry
from commontable.bargaining.forms.crossing import CrossingForm
from commontable.bargaining.forms.terms import entries_in, terms_widget
from commontable.bargaining.models import Article, Issue
from commontable.bargaining.services.exhibits import FileEntry
from commontable.bargaining.services.passing import LanguageEntry, Passing
from commontable.bargaining.shorthand import Vocabulary
from commontable.bargaining.words import Side
from commontable.coalition.actors import Actor
from commontable.common.errors import CommontableError
from commontable.web.fields import DayField, MomentField, NowField


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; each is checked like one."""

    default_error_messages = {
        "empty": _(
            "The file is empty. Expected what was handed over, as it was sent: it may have been cut"
            " off on its way. Ask for it again. Nothing of it was kept."
        ),
    }

    def __init__(self, **facts: Any) -> None:
        facts.setdefault("widget", FilesInput())
        super().__init__(**facts)

    def clean(self, data: Any, initial: Any = None) -> list[File[bytes]]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given if one]


class PassForm(CrossingForm):
    """Quick entry: with the terms in shorthand the rest has sensible answers already."""

    passes_now = True  # it will stand as the latest: the preview says what it ends
    passed_at: MomentField = NowField(label=_("Passed at"), required=False)
    terms = forms.CharField(
        label=_("Terms"),
        required=False,
        help_text=_("One a line: the issue, where, what kind, how much."),
    )
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

    def __init__(self, *args: Any, vocabulary: Vocabulary, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.vocabulary = vocabulary
        self.entries: list[TermEntry] = []
        self.fields["terms"].widget = terms_widget(
            self.table.campaign_id, passed_at=self.table if self.passes_now else None
        )
        self.fields["terms"].widget.attrs["autofocus"] = True
        self.offer(
            "article",
            Article.objects.visible_to(self.actor)
            .filter(contract__campaign_id=self.table.campaign_id)
            .select_related("contract"),
        )

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
        facts, known = self.cleaned_data, super().passing()
        issues = self._issues()
        return replace(
            known,
            title=known.title or ", ".join(issue.name for issue in issues)[:300],
            issues=issues,
            terms=self.entries,
            language=self._language(issues),
            files=[
                FileEntry(file, alternative_text=facts["alternative_text"])
                for file in facts["attachments"] or []
            ],
        )


class CorrectForm(PassForm):
    """The same entry once more, right this time, and why."""

    passes_now = False
    passed_at = MomentField(label=_("Passed at"), required=False)
    reason = forms.CharField(
        label=_("What was wrong"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The first entry stays, with this beside it."),
    )
    field_order = ["reason"]


class WithdrawForm(forms.Form):
    at = NowField(label=_("Withdrawn at"))
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

    def __init__(self, *args: Any, asked: str = "", **facts: Any) -> None:
        """``asked`` is why the proposal does not stand; then it is agreed only knowingly."""
        super().__init__(*args, **facts)
        if asked:
            self.fields["although_not_standing"] = forms.BooleanField(
                label=_("Both sides initialled this very text all the same"),
                help_text=asked,
                error_messages={
                    "required": _("Tick it if that is so; otherwise open the one that stands.")
                },
            )
            self.order_fields(["although_not_standing"])


class WithdrawAgreementForm(forms.Form):
    side = forms.ChoiceField(
        label=_("Which side takes it back"), choices=Side.choices, widget=forms.RadioSelect
    )
    at = NowField(label=_("Withdrawn at"))
    by = forms.CharField(label=_("By whom"), max_length=200, required=False)
    reason = forms.CharField(
        label=_("Reason given"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


def today(actor: Actor) -> date:
    return actor.on
