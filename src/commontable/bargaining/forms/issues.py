"""Forms for issues, priorities, demands and today's practice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commontable.bargaining.entries import TermEntry
from commontable.bargaining.forms.rows import RowField, offer
from commontable.bargaining.forms.terms import entries_in, terms_widget
from commontable.bargaining.models import Article, Issue, Priority, Table
from commontable.bargaining.selectors.priorities import RankedPriority
from commontable.bargaining.shorthand import Vocabulary
from commontable.bargaining.words import Declared, Side
from commontable.coalition.selectors.affiliates import Affiliate
from commontable.web.fields import NowField, lines

LOWEST_RANK = 999


class IssueForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("The subject, short: Wages, Staffing, Subcontracting."),
    )
    economic = forms.TypedChoiceField(
        label=_("Economic"),
        choices=[("yes", _("Economic")), ("no", _("Non-economic"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    parent = RowField(label=_("Belongs under"), required=False)
    rank = forms.IntegerField(
        label=_("Members ranked it"),
        required=False,
        min_value=1,
        max_value=LOWEST_RANK,
        help_text=_("1 is the highest. Leave it empty if they were not asked."),
    )
    whose = forms.ChoiceField(
        label=_("Whose issue"),
        required=False,
        help_text=_("A union's own issue is read by nobody else in the coalition."),
    )

    def __init__(
        self,
        *args: Any,
        parents: Sequence[Issue],
        unions: Sequence[Affiliate] = (),
        common: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "parent", parents, none=str(_("Nothing: it stands by itself")))
        whose = [(str(union.union_id), str(_("Only %s") % union.name)) for union in unions]
        if common:
            whose.insert(0, ("", str(_("The coalition's"))))
        if len(whose) > 1 or (whose and not common):
            self.fields["whose"].choices = whose  # type: ignore[attr-defined]
        else:
            del self.fields["whose"]

    @property
    def union_id(self) -> int | None:
        whose = self.cleaned_data.get("whose")
        return int(whose) if whose else None


class PriorityForm(forms.Form):
    text = forms.CharField(
        label=_("What members asked for"),
        max_length=300,
        help_text=_("In their words: “Enough nurses on every shift”."),
    )
    rank = forms.IntegerField(label=_("Rank"), min_value=1, max_value=LOWEST_RANK)
    source = forms.CharField(
        label=_("How it is known"),
        max_length=300,
        required=False,
        help_text=_("The survey or meeting, and when."),
    )


class RankingForm(forms.Form):
    """One number per priority, in the order they stand."""

    def __init__(self, *args: Any, priorities: Sequence[RankedPriority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for ranked in priorities:
            self.fields[f"rank_{ranked.priority.pk}"] = forms.IntegerField(
                label=_("Rank of “%s”") % ranked.priority.text,
                min_value=1,
                max_value=LOWEST_RANK,
                initial=ranked.priority.rank,
            )

    @property
    def ranks(self) -> dict[int, int]:
        return {int(name.removeprefix("rank_")): rank for name, rank in self.cleaned_data.items()}


class DemandForm(forms.Form):
    text = forms.CharField(label=_("Demand"), widget=lines(3))
    priority = RowField(
        label=_("Made of the priority"),
        required=False,
        help_text=_("What members ranked that this demand carries."),
    )

    def __init__(self, *args: Any, priorities: Sequence[Priority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "priority", priorities, none=str(_("None: the team's own")))


class PriorityDemandForm(DemandForm):
    """A demand made from the priorities: which priority, and for which issue."""

    issue = RowField(label=_("For the issue"))
    field_order = ("priority", "issue", "text")

    def __init__(
        self, *args: Any, priorities: Sequence[Priority], issues: Sequence[Issue], **kwargs: Any
    ) -> None:
        super().__init__(*args, priorities=priorities, **kwargs)
        offer(self, "issue", issues)
        offer(self, "priority", priorities, none=str(_("choose")))
        self.fields["priority"].required = True
        self.fields["priority"].help_text = _("What members ranked and this demand carries.")


class LinkArticleForm(forms.Form):
    article = RowField(label=_("Article"))

    def __init__(self, *args: Any, articles: Sequence[Article], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = offer(self, "article", articles)
        by_contract: dict[str, list[tuple[str, str]]] = {}
        for article in articles:
            title = f"{article.contract.title} ({article.contract.get_kind_display()})"
            by_contract.setdefault(title, []).append((str(article.pk), str(article)))
        field.choices = list(by_contract.items())


class StatusQuoForm(forms.Form):
    text = forms.CharField(label=_("What the contract says or what is done today"), widget=lines(4))
    terms = forms.CharField(label=_("Terms, a line each"), required=False)
    article = RowField(label=_("Where it is written"), required=False)
    source = forms.CharField(label=_("Source"), max_length=500, required=False)

    def __init__(
        self,
        *args: Any,
        issue: Issue,
        vocabulary: Vocabulary,
        articles: Sequence[Article],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.issue, self.vocabulary = issue, vocabulary
        self.fields["terms"].widget = terms_widget(issue.campaign_id)
        self.fields["terms"].help_text = (
            _(
                "Each begins with the issue: %s raise 3/3/2/2. A line with the name alone counts"
                " for nothing."
            )
            % issue.name
        )
        offer(self, "article", articles, none=str(_("Nowhere: it is practice")))
        self.entries: tuple[TermEntry, ...] = ()

    def clean_terms(self) -> str:
        said: str = self.cleaned_data["terms"]
        name = self.issue.name.casefold()
        kept = ["" if line.strip().casefold() == name else line for line in said.split("\n")]
        self.entries = entries_in("\n".join(kept), self.vocabulary)
        return said


class DeclareForm(forms.Form):
    table = RowField(label=_("At the table"))
    status = forms.ChoiceField(label=_("It is"), choices=Declared.choices, widget=forms.RadioSelect)
    side = forms.ChoiceField(label=_("Said by"), choices=Side.choices, widget=forms.RadioSelect)
    at = NowField(label=_("When"))
    note = forms.CharField(label=_("In which words"), required=False, widget=lines(2))

    def __init__(self, *args: Any, tables: Sequence[Table], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "table", tables)
