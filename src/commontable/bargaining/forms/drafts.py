"""Taking in what arrives, and correcting it until it goes over into the record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from django import forms
from django.core.files import File
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commontable.bargaining.drafting.pieces import LONGEST_HEADING, LONGEST_NUMBER
from commontable.bargaining.forms.crossing import CrossingForm
from commontable.bargaining.forms.proposals import FilesField
from commontable.bargaining.forms.rows import RowField, offer
from commontable.bargaining.models import Article, Draft, DraftPiece, Issue
from commontable.bargaining.services.drafts.correcting_pieces import (
    LONGEST_LINES,
    LONGEST_TEXT,
    Correction,
    Decision,
)
from commontable.bargaining.services.drafts.taking_in import largest_file
from commontable.bargaining.words import ContractKind, WordsTaken
from commontable.web.fields import DayField, lines

PASTED = "Pasted text.txt"
_LONGEST_FACT = 20_000


class IntakeForm(forms.Form):
    """Files as they arrived, or words that were pasted."""

    paper = FilesField(
        label=_("Files"),
        required=False,
        help_text=_("Word, PDF, text, Markdown or an e-mail saved as .eml; several at once."),
    )
    text = forms.CharField(
        label=_("Or paste the words"),
        required=False,
        max_length=LONGEST_TEXT * 10,
        widget=lines(4),
    )

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["paper"].widget.attrs["multiple"] = True

    @property
    def most(self) -> int:
        """Bytes: a larger file is not even sent."""
        return largest_file()

    @property
    def too_large(self) -> str:
        return gettext(
            "The file is too large. Expected at most %(most)s MB: the part with the language, or"
            " the same without its pictures. Nothing was sent."
        ) % {"most": self.most // 1024 // 1024}

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not self.errors and not facts.get("paper") and not facts.get("text", "").strip():
            self.add_error("paper", _("Choose a file, drop it here, or paste its words below."))
        return facts

    def papers(self) -> list[File[bytes]]:
        """Every file, and the pasted words as a file of text."""
        papers = list(self.cleaned_data["paper"] or [])
        if text := self.cleaned_data["text"].strip():
            papers.append(File(BytesIO(text.encode("utf-8", "replace")), PASTED))
        return papers


class ContractIntakeForm(IntakeForm):
    """A whole contract, and which one of the campaign it is."""

    kind = forms.ChoiceField(
        label=_("Which contract"), choices=ContractKind.choices, widget=forms.RadioSelect
    )
    union = forms.ChoiceField(label=_("Whose"), required=False)
    field_order = ["kind", "union", "paper", "text"]

    def __init__(self, *args: Any, owners: Sequence[tuple[str, str]], **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["union"].choices = owners  # type: ignore[attr-defined]  # a choice field
        if len(owners) <= 1:
            del self.fields["union"]
        self._only = owners[0][0] if len(owners) == 1 else ""

    @property
    def union_id(self) -> int | None:
        chosen = self.cleaned_data.get("union", self._only)
        return int(chosen) if chosen else None


class DraftFactsForm(CrossingForm):
    """The facts of the pass, filled in as far as the mail says them."""

    def __init__(
        self, *args: Any, draft: Draft, likely: Collection[int] = (), **facts: Any
    ) -> None:
        """``likely`` are the proposals it may well answer or supersede, offered first."""
        super().__init__(*args, **facts)
        self.draft = draft
        self.fields["passed_at"].required = True
        self._put_first(likely)
        self.fields["title"].help_text = _("Left empty, the articles are the title.")
        self.fields["issues"].help_text = _("Those of the articles and terms are taken anyway.")

    def _put_first(self, likely: Collection[int]) -> None:
        for name in ("answers", "supersedes"):
            field = self.fields[name]
            rows = list(field.choices)  # type: ignore[attr-defined]  # a choice field
            near = [(value, label) for value, label in rows if int(str(value)) in likely]
            far = [(value, label) for value, label in rows if int(str(value)) not in likely]
            if near and far:
                field.choices = [  # type: ignore[attr-defined]
                    (gettext("On the same issues"), near),
                    (gettext("Everything else that stands"), far),
                ]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("passed_on") and not self.data.get("passed_at"):
            # The day alone is an answer too.
            self.errors.pop("passed_at", None)
            facts["passed_at"] = None
        return facts


def typed_facts(data: QueryDict) -> dict[str, Any]:
    """The fields of ``DraftFactsForm`` as somebody typed them, right or wrong."""
    several = {"issues", "answers", "supersedes"}
    typed: dict[str, Any] = {}
    for name in DraftFactsForm.base_fields:
        if name in several:
            chosen = [value for value in data.getlist(name) if value.isdecimal()]
            if chosen:
                typed[name] = chosen
        elif data.get(name):
            typed[name] = data[name][:_LONGEST_FACT]
    return typed


def as_data(facts: Mapping[str, Any]) -> QueryDict:
    """Kept facts as a form's data, to be checked as if they had been sent just now."""
    data = QueryDict(mutable=True)
    for name, value in facts.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


class ContractFactsForm(forms.Form):
    """What a whole contract is called, and when it holds."""

    title = forms.CharField(label=_("Title"), max_length=300)
    effective_on = DayField(label=_("Effective on"), required=False)
    expires_on = DayField(label=_("Expires on"), required=False)


class VersionForm(forms.Form):
    """Which version of a draft or piece somebody saw when they acted."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class PartForm(VersionForm):
    part = forms.CharField(required=False, max_length=64)


class SplitForm(VersionForm):
    paragraph = forms.IntegerField(min_value=1)


class PieceForm(VersionForm):
    """One piece, with a line and a decision for each of its suggestions."""

    number = forms.CharField(label=_("Number"), max_length=LONGEST_NUMBER, required=False)
    heading = forms.CharField(label=_("Heading"), max_length=LONGEST_HEADING, required=False)
    article = RowField(label=_("Article of the contract"), required=False)
    issue = RowField(label=_("Issue"), required=False)
    taken = forms.ChoiceField(
        label=_("Words that go on"), choices=WordsTaken.choices, required=False
    )
    text = forms.CharField(
        label=_("The words"), required=False, max_length=LONGEST_TEXT, widget=lines(8)
    )
    more_terms = forms.CharField(
        label=_("Further terms, a line each"),
        required=False,
        max_length=LONGEST_LINES,
        widget=lines(2),
    )

    def __init__(
        self,
        *args: Any,
        piece: DraftPiece,
        issues: Iterable[Issue],
        articles: Iterable[Article],
        **facts: Any,
    ) -> None:
        facts.setdefault(
            "initial",
            {
                "version": piece.version,
                "number": piece.number,
                "heading": piece.heading,
                "article": piece.article_id,
                "issue": piece.issue_id,
                "taken": piece.taken,
                "text": piece.text,
                "more_terms": piece.more_terms,
            },
        )
        facts.setdefault("auto_id", f"piece-{piece.pk}-%s")
        super().__init__(*args, **facts)
        self.piece = piece
        offer(self, "issue", list(issues), none=gettext("none, or several"))
        rows, none = list(articles), gettext("none: new language")
        field = offer(self, "article", rows, none=none)
        by_contract: dict[str, list[tuple[str, str]]] = {}
        for row in rows:
            by_contract.setdefault(str(row.contract), []).append((str(row.pk), str(row)))
        field.choices = [("", none), *by_contract.items()]

    def correction(self) -> Correction:
        """What was typed, as the service takes it; call once the form is valid.

        A field the page did not show stays as it is: no words are lost by a short form.
        """
        facts, piece = self.cleaned_data, self.piece

        def said(name: str) -> Any:
            return facts[name] if name in self.data else getattr(piece, name)

        return Correction(
            number=said("number"),
            heading=said("heading"),
            text=said("text"),
            taken=WordsTaken(facts["taken"] or piece.taken),
            article=said("article"),
            issue=said("issue"),
            decisions=self._decisions(),
            more_terms=said("more_terms"),
        )

    def _decisions(self) -> dict[str, Decision]:
        decisions = {}
        for suggestion in self.piece.terms:
            key = suggestion["key"]
            if f"line-{key}" in self.data:
                decisions[key] = Decision(
                    self.data[f"line-{key}"].replace("\0", ""), self.data.get(f"state-{key}", "")
                )
        return decisions


class DiscardForm(forms.Form):
    note = forms.CharField(
        label=_("Why"), required=False, max_length=500, help_text=_("For whoever looks for it.")
    )
