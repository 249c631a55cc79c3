"""A row of every table with a tenant, for one home: a union in its coalition.

A new owned model gets an entry in ``FACTS``, after the models it points at; the suite fails by
name until it does. A fact may be a function of the home, to point at rows made before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from commontable.audit.services import record
from commontable.bargaining.sheet_definition import Definition
from commontable.coalition import tenancy
from commontable.coalition.models import Coalition, Union
from commontable.coalition.ownership import CoalitionOwned, EnteredFact, UnionPrivate
from commontable.engines import documents
from commontable.engines.costing.contract import contract_of
from commontable.engines.costing.documents import read_yaml
from commontable.engines.costing.published.tables import pay_tables
from commontable.engines.sheets import (
    ENGLISH,
    Cell,
    Column,
    Edition,
    Entry,
    Line,
    Row,
    SheetView,
    to_data,
)

DAY = date(2026, 3, 2)
MOMENT = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)
HASH = "ab" * 32
PAPER = b"ARTICLE 1. WAGES\n\nWages go up."


@dataclass
class Home:
    """Whose rows these are, and the rows made so far, by the model's label.

    Without a union they are the whole coalition's, at a common table.
    """

    coalition: Coalition
    union: Union | None = None
    rows: dict[str, models.Model] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.union.code if self.union else "ALL"

    @property
    def table_kind(self) -> str:
        return "local" if self.union else "common"

    def __getitem__(self, label: str) -> models.Model:
        return self.rows[label]


type Fact = object | Callable[[Home], object]


def row(label: str) -> Callable[[Home], models.Model]:
    """The row of that model, made before."""
    return lambda home: home[label]


def named(word: str) -> Callable[[Home], str]:
    """A name no other home has."""
    return lambda home: f"{word} of {home.code}"


TABLE, SESSION = row("bargaining.Table"), row("bargaining.BargainingSession")
PROPOSAL, ISSUE = row("bargaining.Proposal"), row("bargaining.Issue")
CAMPAIGN, ARTICLE = row("bargaining.Campaign"), row("bargaining.Article")
PERSON = row("coalition.Person")
VERSION, RELEASE = row("bargaining.SheetVersion"), row("bargaining.SheetRelease")
RAISE = {"issue": ISSUE, "kind": "raise", "value": 3, "unit": "percent", "better": "higher"}


def _another_table(home: Home) -> models.Model:
    return type(home["bargaining.Table"]).objects.create(  # type: ignore[attr-defined]
        coalition=home.coalition,
        union=home.union,
        campaign=home["bargaining.Campaign"],
        kind=home.table_kind,
        name=f"Second table of {home.code}",
    )


def _another_issue(home: Home) -> models.Model:
    return apps.get_model("bargaining.Issue").objects.create(
        coalition=home.coalition,
        union=home.union,
        campaign=home["bargaining.Campaign"],
        name="Working conditions",
        slug="working-conditions",
    )


def _another_proposal(home: Home) -> models.Model:
    first = home["bargaining.Proposal"]
    return type(first).objects.create(  # type: ignore[attr-defined]
        coalition=home.coalition,
        union=home.union,
        table=home["bargaining.Table"],
        side="employer",
        number=1,
        sequence=2,
        kind="formal",
        title="Answer",
        channel="spoken",
    )


def _another_article(home: Home) -> models.Model:
    first = home["bargaining.Article"]
    return type(first).objects.create(  # type: ignore[attr-defined]
        coalition=home.coalition,
        union=home.union,
        contract=home["bargaining.Contract"],
        position=2,
        number="2",
        title="Leave",
    )


def _another_pattern(home: Home) -> models.Model:
    return apps.get_model("bargaining.Pattern").objects.create(
        coalition=home.coalition,
        union=home.union,
        campaign=home["bargaining.Campaign"],
        group="Valley nurses",
        reached_on=DAY,
        source="rumour",
    )


def address(home: Home) -> str:
    """A public address no other home has."""
    return f"sheet-of-{home.code.lower()}-{home.coalition.pk}"


def sheet_content(home: Home) -> dict[str, Any]:
    """A sheet of one figure, which is the home's own."""
    figure = Cell((Entry((Line(f"figure of {home.code}"),), label="U-1", cited="passed"),))
    return to_data(
        SheetView(
            title="For members",
            edition=Edition.PUBLIC,
            number=1,
            coalition=home.coalition.name,
            employer="Harbor Health",
            campaign="Harbor 2026",
            table="Common table",
            as_of=MOMENT.isoformat(),
            as_of_words="March 2, 2026",
            language="en",
            row_head="Issue",
            columns=(Column("union", "Ours", side="union"),),
            rows=(Row(key="issue-1", name="Wages", cells=(figure,)),),
            words=ENGLISH,
        )
    )


def _another_census(home: Home) -> models.Model:
    return apps.get_model("workforce.Census").objects.create(
        coalition=home.coalition,
        union=home.union,
        source=f"Payroll of {home.code}, first",
        as_of=DAY,
        file_name="census.csv",
        file_sha256=HASH,
        sha256=HASH,
        size=10,
        workers=2,
    )


CONTRACT = """contract: Harbor
term: {from: 2026-10-01, years: 2}
schedules:
- {classification: Registered Nurse, region: NORTH, from: 2025-10-01, steps: [48.17]}
"""
OFFER = "offer: Theirs\nterms:\n- {kind: general_increase, percent: 3, effective: 2026-10-01}\n"


def _another_basis(home: Home) -> models.Model:
    return apps.get_model("costing.Basis").objects.create(
        coalition=home.coalition,
        union=home.union,
        campaign=home["bargaining.Campaign"],
        census=home["workforce.Census"],
        name=f"First basis of {home.code}",
        census_sha256=HASH,
        contract=CONTRACT,
        contract_sha256=HASH,
        starts_on=date(2026, 10, 1),
        years=2,
    )


def _another_scenario(home: Home) -> models.Model:
    return apps.get_model("costing.Scenario").objects.create(
        coalition=home.coalition,
        union=home.union,
        basis=home["costing.Basis"],
        kind="document",
        name=f"First scenario of {home.code}",
        offer=OFFER,
        offer_sha256=HASH,
    )


def paycheck_tables(_home: Home) -> dict[str, Any]:
    """The tables of a paycheck page over the contract of the basis."""
    contract = contract_of(read_yaml(CONTRACT, "contract"))
    return pay_tables(contract, [], as_of=date(2026, 9, 30), no_index="no prices here")


FACTS: dict[str, Mapping[str, Fact]] = {
    "coalition.Employer": {"name": named("Employer")},
    "coalition.Region": {"code": lambda home: f"R-{home.code}", "name": "Region"},
    "coalition.Facility": {"region": row("coalition.Region"), "name": named("Facility")},
    "coalition.Union": {"code": lambda home: f"{home.code}2", "name": named("Sister union")},
    "coalition.UnionMembership": {
        "union": row("coalition.Union"),
        "joined_on": DAY,
        "left_on": date(2026, 4, 1),
    },
    "coalition.Local": {"union": row("coalition.Union"), "name": named("Local")},
    "coalition.BargainingUnit": {
        "local": row("coalition.Local"),
        "employer": row("coalition.Employer"),
        "region": row("coalition.Region"),
        "facility": row("coalition.Facility"),
        "name": named("Unit"),
    },
    "coalition.Headcount": {
        "unit": row("coalition.BargainingUnit"),
        "counted_on": DAY,
        "workers": 120,
        "source": "seniority list",
    },
    "coalition.Person": {"name": named("Person"), "affiliate": row("coalition.Union")},
    "coalition.Submission": {
        "person": row("coalition.Person"),
        "key": "a" * 32,
        "digest": HASH,
        "address": "/proposals/1/",
    },
    "bargaining.Campaign": {
        "employer": row("coalition.Employer"),
        "name": named("Campaign"),
        "year": 2026,
    },
    "bargaining.Table": {
        "campaign": CAMPAIGN,
        "kind": lambda home: home.table_kind,
        "name": named("Table"),
    },
    "coalition.Authority": {
        "person": PERSON,
        "role": lambda home: "union_officer" if home.union else "observer",
        "table": TABLE,
        "from_on": DAY,
    },
    "coalition.Invitation": {
        "person": PERSON,
        "email": "somebody@example.test",
        "invited_by": PERSON,
        "invited_at": MOMENT,
        "expires_at": MOMENT,
    },
    "workforce.Census": {
        "source": named("Payroll"),
        "as_of": DAY,
        "file_name": "census.csv",
        "file_sha256": HASH,
        "sha256": HASH,
        "size": 10,
        "workers": 3,
        "corrects": _another_census,
        "correction_reason": "three were missing",
    },
    "workforce.PseudonymKey": {"secret": b"k" * 32},
    "workforce.Source": {"kind": "census", "name": named("Payroll")},
    "workforce.Upload": {
        "kind": "census",
        "source": named("Payroll"),
        "as_of": DAY,
        "file_name": "census.csv",
        "size": 10,
        "sha256": HASH,
        "folder": lambda home: f"uploadof{home.code}{home.coalition.pk}",
        "begun_by": PERSON,
        "corrects": row("workforce.Census"),
    },
    "workforce.WageSchedule": {
        "name": named("Schedule"),
        "affiliate": row("coalition.Union"),
        "effective_from": DAY,
        "document": "Appendix A",
    },
    "workforce.WageRate": {
        "schedule": row("workforce.WageSchedule"),
        "classification": "Registered Nurse",
        "region": "NORTH",
        "step": 1,
        "mills": 48_170,
    },
    "workforce.BenefitInventory": {
        "unit": row("coalition.BargainingUnit"),
        "effective_from": DAY,
        "document": "Summary of benefits",
    },
    "workforce.BenefitLine": {
        "inventory": row("workforce.BenefitInventory"),
        "position": 1,
        "kind": "medical",
        "name": "HMO",
    },
    "workforce.Comparator": {
        "classification": "Registered Nurse",
        "region": "NORTH",
        "employer": "Seaside General",
        "mills": 51_200,
        "source": "its contract",
        "dated_on": DAY,
    },
    "bargaining.CalendarAddress": {
        "person": PERSON,
        "token_hash": lambda home: hashlib.sha256(home.code.encode()).hexdigest(),
        "made_at": MOMENT,
    },
    "bargaining.CampaignEvent": {"campaign": CAMPAIGN, "kind": "hearing", "on": DAY},
    "bargaining.Contract": {"campaign": CAMPAIGN, "kind": "current", "title": named("Contract")},
    "bargaining.Article": {
        "contract": row("bargaining.Contract"),
        "position": 1,
        "number": "1",
        "title": "Wages",
    },
    "bargaining.ArticleSuccession": {
        "earlier": ARTICLE,
        "later": _another_article,
        "kind": "renumbered",
    },
    "bargaining.Priority": {"campaign": CAMPAIGN, "rank": 1, "text": "Safe staffing"},
    "bargaining.Issue": {
        "campaign": CAMPAIGN,
        "parent": _another_issue,
        "name": "Floating",
        "slug": "floating",
    },
    "bargaining.Demand": {
        "issue": ISSUE,
        "priority": row("bargaining.Priority"),
        "text": "No floating between campuses",
    },
    "bargaining.IssueArticle": {"issue": ISSUE, "article": ARTICLE},
    "bargaining.StatusQuo": {"issue": ISSUE, "article": ARTICLE, "text": "Floating by need"},
    "bargaining.StatusQuoTerm": {**RAISE, "status_quo": row("bargaining.StatusQuo")},
    "bargaining.TableDependency": {"table": TABLE, "on_table": _another_table, "issue": ISSUE},
    "bargaining.GroundRule": {"table": TABLE, "text": "No recordings", "agreed_on": DAY},
    "bargaining.Precondition": {
        "table": TABLE,
        "side": "employer",
        "text": "No observers",
        "imposed_on": DAY,
    },
    "bargaining.PreconditionEvent": {
        "precondition": row("bargaining.Precondition"),
        "kind": "objected",
        "on": DAY,
    },
    "bargaining.BargainingSession": {"table": TABLE, "ordinal": 1},
    "bargaining.SessionSchedule": {"session": SESSION, "days": [DAY]},
    "bargaining.SessionCancellation": {
        "schedule": row("bargaining.SessionSchedule"),
        "reason": "snow",
    },
    "bargaining.SessionReport": {"session": SESSION, "reported_by": "Bulletin 4"},
    "bargaining.Attendance": {
        "session": SESSION,
        "side": "union",
        "name": "Grace Nurse",
        "person": PERSON,
    },
    "bargaining.CaucusEvent": {"session": SESSION, "side": "union", "move": "out", "at": MOMENT},
    "bargaining.CaucusCorrection": {
        "event": row("bargaining.CaucusEvent"),
        "reason": "pressed by mistake",
    },
    "bargaining.Sidebar": {"session": SESSION, "at": MOMENT, "participants": "Grace and counsel"},
    "bargaining.SessionOutcome": {"session": SESSION, "internal_wording": "They will fold"},
    "bargaining.Proposal": {
        "table": TABLE,
        "session": SESSION,
        "side": "union",
        "number": 1,
        "sequence": 1,
        "kind": "formal",
        "title": "Floating",
        "channel": "across_the_table",
    },
    "bargaining.ProposalIssue": {"proposal": PROPOSAL, "issue": ISSUE},
    "bargaining.ProposalAnswer": {"proposal": _another_proposal, "answered": PROPOSAL},
    "bargaining.Language": {
        "proposal": PROPOSAL,
        "issue": ISSUE,
        "article": ARTICLE,
        "text": "No nurse shall float.",
    },
    "bargaining.Term": {**RAISE, "proposal": PROPOSAL},
    "bargaining.ProposalEvent": {
        "proposal": PROPOSAL,
        "kind": "withdrawn",
        "at": MOMENT,
        "sequence": 3,
    },
    "bargaining.TentativeAgreement": {
        "table": TABLE,
        "proposal": PROPOSAL,
        "article": ARTICLE,
        "union_initials": "GN",
        "union_initialled_on": DAY,
        "employer_initials": "HH",
        "employer_initialled_on": DAY,
    },
    "bargaining.TentativeAgreementIssue": {
        "agreement": row("bargaining.TentativeAgreement"),
        "issue": ISSUE,
    },
    "bargaining.TentativeAgreementWithdrawal": {
        "agreement": row("bargaining.TentativeAgreement"),
        "side": "employer",
        "at": MOMENT,
    },
    "bargaining.IssueDeclaration": {
        "table": TABLE,
        "issue": ISSUE,
        "status": "deadlocked",
        "side": "employer",
        "at": MOMENT,
    },
    "bargaining.Settlement": {"table": TABLE, "reached_on": DAY},
    "bargaining.SettlementTerm": {**RAISE, "settlement": row("bargaining.Settlement")},
    "bargaining.Exhibit": {
        "table": TABLE,
        "session": SESSION,
        "proposal": PROPOSAL,
        "party": "U",
        "number": 1,
        "title": "Easel",
        "file_name": "easel.jpg",
        "media_type": "image/jpeg",
        "size": 10,
        "sha256": HASH,
        "received_at": MOMENT,
    },
    "bargaining.Draft": {
        "campaign": CAMPAIGN,
        "table": TABLE,
        "purpose": "proposal",
        "file_name": "offer.docx",
        "media_type": "application/msword",
        "size": 10,
        "sha256": HASH,
        "received_at": MOMENT,
        "reading": documents.as_data(documents.read_file(PAPER, "offer.txt")),
        "taken_in_by": PERSON,
    },
    "bargaining.DraftPiece": {
        "draft": row("bargaining.Draft"),
        "position": 0,
        "heading": "Wages",
        "text": "Wages go up.",
        "first": 0,
        "last": 3,
        "article": ARTICLE,
        "issue": ISSUE,
    },
    "bargaining.Interest": {"table": TABLE, "issue": ISSUE, "side": "union", "text": "Safety"},
    "bargaining.Option": {"table": TABLE, "issue": ISSUE, "text": "A pool", "raised_on": DAY},
    "bargaining.InternalNote": {"issue": ISSUE, "text": "Hold until the rally"},
    "bargaining.Statement": {
        "campaign": CAMPAIGN,
        "kind": "admission",
        "side": "employer",
        "speaker": "Counsel",
        "said_on": DAY,
        "words": "We have the money.",
        "session": SESSION,
        "issue": ISSUE,
        "picture": row("bargaining.Exhibit"),
    },
    "bargaining.StatementApproval": {
        "statement": row("bargaining.Statement"),
        "wording": "We have the money.",
        "approved_at": MOMENT,
    },
    "bargaining.CustodyEntry": {
        "exhibit": row("bargaining.Exhibit"),
        "kind": "handed_on",
        "at": MOMENT,
        "by": "Grace",
        "to_whom": "Counsel",
    },
    "bargaining.ExhibitReading": {
        "exhibit": row("bargaining.Exhibit"),
        "read_at": MOMENT,
        "text": "We have the money.",
    },
    "bargaining.ExhibitExport": {
        "table": TABLE,
        "asked_by": PERSON,
        "asked_at": MOMENT,
        "moved_at": MOMENT,
        "exhibits": lambda home: [home["bargaining.Exhibit"].pk],
    },
    "bargaining.SearchEntry": {
        "kind": "issue",
        "subject_id": lambda home: home["bargaining.Issue"].pk,
        "page": "issue",
        "page_id": lambda home: home["bargaining.Issue"].pk,
        "campaign": CAMPAIGN,
        "table": TABLE,
        "title": "Floating",
        "body": "No nurse shall float.",
    },
    "bargaining.Pattern": {
        "campaign": CAMPAIGN,
        "group": "Valley nurses",
        "reached_on": DAY,
        "source": "newsletter",
        "replaces": _another_pattern,
    },
    "bargaining.PatternTerm": {**RAISE, "pattern": row("bargaining.Pattern")},
    "bargaining.Sheet": {
        "table": TABLE,
        "title": named("Sheet"),
        "definition": Definition().to_data(),
        "address": address,
    },
    "bargaining.SheetVersion": {
        "sheet": row("bargaining.Sheet"),
        "number": 1,
        "as_of": MOMENT,
        "definition": Definition().to_data(),
        "content": sheet_content,
        "sha256": HASH,
        "sequence": 3,
        "heads": [],
    },
    "bargaining.SheetWording": {
        "sheet": row("bargaining.Sheet"),
        "row": "issue-1",
        "text": "Hold until the rally",
    },
    "bargaining.SheetRelease": {
        "version": VERSION,
        "number": 1,
        "address": address,
        "title": "For members",
        "rows": ["issue-1"],
        "columns": ["union"],
        "content": sheet_content,
        "sha256": HASH,
        "signed_as": "Ada Chief",
        "released_at": MOMENT,
    },
    "bargaining.SheetReleaseWithdrawal": {"release": RELEASE, "at": MOMENT},
    "bargaining.PublicEdition": {
        "release": RELEASE,
        "address": address,
        "number": 1,
        "released_at": MOMENT,
        "content": sheet_content,
        "sha256": HASH,
        **dict.fromkeys(("letter", "a4", "word", "workbook"), b"a file"),
    },
    "costing.Basis": {
        "campaign": CAMPAIGN,
        "census": row("workforce.Census"),
        "name": named("Basis"),
        "census_sha256": HASH,
        "contract": CONTRACT,
        "contract_sha256": hashlib.sha256(CONTRACT.encode()).hexdigest(),
        "starts_on": date(2026, 10, 1),
        "years": 2,
        "replaces": _another_basis,
    },
    "costing.Scenario": {
        "basis": row("costing.Basis"),
        "kind": "document",
        "name": named("Theirs"),
        "side": "employer",
        "table": TABLE,
        "proposal": PROPOSAL,
        "offer": OFFER,
        "offer_sha256": hashlib.sha256(OFFER.encode()).hexdigest(),
        "reading": {"taken": [], "left": []},
        "replaces": _another_scenario,
    },
    "costing.PaycheckRelease": {
        "basis": row("costing.Basis"),
        "number": 1,
        "address": address,
        "title": "What would I be paid?",
        "choice": [{"scenario": 1, "name": "Theirs", "terms": ["offer-1"]}],
        "content": paycheck_tables,
        "sha256": HASH,
        "signed_as": "Ada Chief",
        "released_at": MOMENT,
    },
    "costing.PaycheckWithdrawal": {"release": row("costing.PaycheckRelease"), "at": MOMENT},
    "costing.PublicPaycheck": {
        "release": row("costing.PaycheckRelease"),
        "address": address,
        "number": 1,
        "title": "What would I be paid?",
        "whose": "Harbor Coalition",
        "released_at": MOMENT,
        "content": paycheck_tables,
        "sha256": HASH,
    },
    "costing.Result": {
        "question": HASH,
        "ask": "offer",
        "inputs": {},
        "answer": {},
        "milliseconds": 5,
    },
    "costing.Pricing": {
        "question": HASH,
        "ask": "gap",
        "scenario": row("costing.Scenario"),
        "against": row("costing.Scenario"),
    },
}


# Never the whole coalition's.
ONLY_A_UNIONS = frozenset({"bargaining.InternalNote"})


def private_models() -> list[type[models.Model]]:
    """Every model whose rows may be one union's alone, the log among them."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, UnionPrivate) or model._meta.app_label == "audit"
    ]


def coalition_models() -> list[type[models.Model]]:
    """Every model whose rows are the whole coalition's, and no other's."""
    return [model for model in apps.get_models() if issubclass(model, CoalitionOwned)]


def without_facts() -> list[str]:
    """Owned models that nobody has said how to make."""
    owned = [m for m in private_models() + coalition_models() if m._meta.app_label != "audit"]
    return sorted({model._meta.label for model in owned} - FACTS.keys())


def _make(home: Home, label: str) -> models.Model:
    model: Any = apps.get_model(label)
    facts = {
        name: fact(home) if callable(fact) else fact  # type: ignore[operator]
        for name, fact in FACTS[label].items()
    }
    facts["coalition"] = home.coalition
    if issubclass(model, UnionPrivate):
        facts["union"] = home.union
    if issubclass(model, EnteredFact):
        facts["entered_by"] = home["coalition.Person"]
    made: models.Model = model.objects.create(**facts)
    return made


@dataclass(frozen=True)
class Clerk:
    """Whoever enters the rows, for the log."""

    name: str = "Clerk"
    person_id: int | None = None


def furnish(home: Home) -> Home:
    """Make one row of every owned table for the home, and an entry in its own ledger."""
    unions = [home.union.pk] if home.union else []
    with transaction.atomic():
        tenancy.set_scope(coalition_id=home.coalition.pk, unions=unions)
        for label in FACTS:
            if home.union or label not in ONLY_A_UNIONS:
                home.rows[label] = _make(home, label)
        entry = record(
            actor=Clerk(),
            verb="open_table",
            subject=home["bargaining.Table"],
            coalition_id=home.coalition.pk,
            union_id=home.union.pk if home.union else None,
        )
        home.rows["audit.Entry"], home.rows["audit.Ledger"] = entry, entry.ledger
    assert not connection.in_atomic_block
    return home
