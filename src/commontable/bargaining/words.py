"""The field's words as choices. Callables keep a new word from making a migration."""

from __future__ import annotations

from functools import partial

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    UNION = "union", _("Union")
    EMPLOYER = "employer", _("Employer")


class TableKind(models.TextChoices):
    COMMON = "common", _("Common table")
    LOCAL = "local", _("Local table")


class Method(models.TextChoices):
    POSITIONAL = "positional", _("Proposals")
    INTEREST_BASED = "interest_based", _("Interest-based")


class ProposalKind(models.TextChoices):
    FORMAL = "formal", _("Formal proposal")
    PACKAGE = "package", _("Package")
    LBFO = "lbfo", _("Last, best and final offer")
    SUPPOSAL = "supposal", _("Supposal")
    INFORMAL = "informal", _("Informal")


# What later positions are measured from: never a supposal or an informal item.
BASELINES = frozenset({ProposalKind.FORMAL, ProposalKind.PACKAGE, ProposalKind.LBFO})


class Channel(models.TextChoices):
    ACROSS_THE_TABLE = "across_the_table", _("Across the table")
    EMAIL = "e-mail", _("E-mail")
    EASEL_PHOTO = "easel_photo", _("Easel photo")
    SPOKEN = "spoken", _("Spoken")
    PUBLISHED = "published", _("Published")
    UNKNOWN = "unknown", _("Not known")


class TermKind(models.TextChoices):
    RAISE = "raise", _("General wage increase")
    LUMP_SUM = "lump_sum", _("Lump sum")
    FLAT_RAISE = "flat_raise", _("Raise in cents per hour")
    AMOUNT = "amount", _("Amount")
    PERCENT = "percent", _("Percentage")
    FLOOR = "floor", _("Floor")
    CAP = "cap", _("Cap")
    RATIO = "ratio", _("Ratio")
    DURATION = "duration", _("Duration")
    DATE = "date", _("Date")
    YES_NO = "yes_no", _("Yes or no")
    TEXT = "text", _("Words only")


class Better(models.TextChoices):
    HIGHER = "higher", _("Higher is better for members")
    LOWER = "lower", _("Lower is better for members")
    EARLIER = "earlier", _("Earlier is better for members")
    LATER = "later", _("Later is better for members")
    YES = "yes", _("Yes is better for members")
    NO = "no", _("No is better for members")
    NONE = "none", _("Not measured")


class Bound(models.TextChoices):
    MINIMUM = "minimum", _("at least")
    MAXIMUM = "maximum", _("at most")


class ProposalEventKind(models.TextChoices):
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUPERSEDED = "superseded", _("Superseded")


class IssueStatus(models.TextChoices):
    """Where an issue stands at a table; all but the last two follow from the record."""

    NOT_YET = "not_yet_on_the_table", _("Not yet on the table")
    OPEN = "open", _("Open")
    COUNTERED = "countered", _("Countered")
    AGREED = "tentatively_agreed", _("Tentatively agreed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    OFF_THE_TABLE = "off_the_table", _("Off the table")
    DEADLOCKED = "deadlocked", _("Deadlocked")


class Declared(models.TextChoices):
    OFF_THE_TABLE = "off_the_table", _("Off the table")
    DEADLOCKED = "deadlocked", _("Deadlocked")
    REOPENED = "reopened", _("Open again")


class ContractKind(models.TextChoices):
    CURRENT = "current", _("Current contract")
    NEXT = "next", _("Next contract")
    PARTNERSHIP = "partnership", _("Partnership agreement")


class Succession(models.TextChoices):
    SAME = "same", _("Same")
    RENUMBERED = "renumbered", _("Renumbered")
    MERGED = "merged", _("Merged")
    SPLIT = "split", _("Split")


class Party(models.TextChoices):
    UNION = "U", _("Union")
    EMPLOYER = "E", _("Employer")
    JOINT = "Jt", _("Joint")


class CustodyKind(models.TextChoices):
    """What happened to an exhibit's file, or to a copy of it."""

    RECEIVED = "received", _("Received")
    COPIED = "copied", _("Copied")
    PAGE_STAMPED = "page_stamped", _("Page-stamped")
    EXPORTED = "exported", _("Exported")
    HANDED_ON = "handed_on", _("Handed on")
    RETURNED = "returned", _("Returned")


class ExportStatus(models.TextChoices):
    WAITING = "waiting", _("Waiting for the worker")
    WORKING = "working", _("Being made")
    DONE = "done", _("Ready")
    FAILED = "failed", _("Failed")
    EXPIRED = "expired", _("Removed; it can be made again")


class StatementKind(models.TextChoices):
    COMMITMENT_ASKED = "commitment_asked", _("Commitment asked")
    COMMITMENT_MADE = "commitment_made", _("Commitment made")
    COMMITMENT_REFUSED = "commitment_refused", _("Commitment refused")
    ADMISSION = "admission", _("Admission")
    QUOTE = "quote", _("Quote")


class DraftPurpose(models.TextChoices):
    PROPOSAL = "proposal", _("Proposal")
    CONTRACT = "contract", _("Contract")


class DraftStatus(models.TextChoices):
    OPEN = "open", _("Open")
    PASSED = "passed", _("Passed")
    LOADED = "loaded", _("Loaded as a contract")
    DISCARDED = "discarded", _("Discarded")


class WordsTaken(models.TextChoices):
    """Which words of a piece go on: those proposed, those before the tracked changes, or ours."""

    PROPOSED = "proposed", _("As proposed, all tracked changes taken")
    BEFORE = "before", _("As before their changes")
    OWN = "own", _("As corrected here")


class SheetColumn(models.TextChoices):
    """The columns of a comparison sheet in their order; another group's settlement goes between."""

    STATUS_QUO = "status_quo", _("Status quo")
    UNION_TWO_BEFORE = "union-2", _("Ours, two before")
    UNION_ONE_BEFORE = "union-1", _("Ours, one before")
    UNION = "union", _("Ours")
    EMPLOYER_TWO_BEFORE = "employer-2", _("Theirs, two before")
    EMPLOYER_ONE_BEFORE = "employer-1", _("Theirs, one before")
    EMPLOYER = "employer", _("Theirs")
    STATUS = "status", _("Where it stands")
    ASIDE = "aside", _("Off the record")


class SheetRows(models.TextChoices):
    ISSUE = "issue", _("Issue by issue")
    ARTICLE = "article", _("Article by article")


class SheetGroups(models.TextChoices):
    KIND = "kind", _("Economic or not")
    PARENT = "parent", _("Parent issue")
    STATUS = "status", _("Where it stands")
    NONE = "none", _("Nothing")


class PreconditionEventKind(models.TextChoices):
    OBJECTED = "objected", _("Objected to")
    DROPPED = "dropped", _("Dropped")
    MET = "met", _("Met")


class CaucusMove(models.TextChoices):
    OUT = "out", _("Out")
    IN = "in", _("In")


class SearchKind(models.TextChoices):
    """What can be found, in the order in which kinds are offered."""

    PROPOSAL = "proposal", _("Proposals")
    ARTICLE = "article", _("Articles")
    SESSION = "session", _("Sessions")
    STATEMENT = "statement", _("Statements")
    EXHIBIT = "exhibit", _("Exhibits")
    ISSUE = "issue", _("Issues")
    DEMAND = "demand", _("Demands")
    PRIORITY = "priority", _("Priorities")
    INTEREST = "interest", _("Interests")
    OPTION = "option", _("Options")
    RULE = "rule", _("Ground rules")
    PRECONDITION = "precondition", _("Pre-conditions")
    NOTE = "note", _("Notes of your union")

    @property
    def one(self) -> Promise:
        """What a single one of them is called."""
        return _ONE_FOUND[self]


_ONE_FOUND: dict[str, Promise] = {
    SearchKind.PROPOSAL: _("Proposal"),
    SearchKind.ARTICLE: _("Article"),
    SearchKind.SESSION: _("Session"),
    SearchKind.STATEMENT: _("Statement"),
    SearchKind.EXHIBIT: _("Exhibit"),
    SearchKind.ISSUE: _("Issue"),
    SearchKind.DEMAND: _("Demand"),
    SearchKind.PRIORITY: _("Priority"),
    SearchKind.INTEREST: _("Interest"),
    SearchKind.OPTION: _("Option"),
    SearchKind.RULE: _("Ground rule"),
    SearchKind.PRECONDITION: _("Pre-condition"),
    SearchKind.NOTE: _("Note"),
}


def choices_of(words: type[models.TextChoices]) -> list[tuple[str, str]]:
    """``choices=`` for a field, read at run time through a ``partial``."""
    return [(word.value, str(word.label)) for word in words]


sides = partial(choices_of, Side)
table_kinds = partial(choices_of, TableKind)
methods = partial(choices_of, Method)
proposal_kinds = partial(choices_of, ProposalKind)
channels = partial(choices_of, Channel)
term_kinds = partial(choices_of, TermKind)
betters = partial(choices_of, Better)
bounds = partial(choices_of, Bound)
proposal_event_kinds = partial(choices_of, ProposalEventKind)
declared = partial(choices_of, Declared)
contract_kinds = partial(choices_of, ContractKind)
successions = partial(choices_of, Succession)
parties = partial(choices_of, Party)
custody_kinds = partial(choices_of, CustodyKind)
export_statuses = partial(choices_of, ExportStatus)
statement_kinds = partial(choices_of, StatementKind)
draft_purposes = partial(choices_of, DraftPurpose)
draft_statuses = partial(choices_of, DraftStatus)
words_taken = partial(choices_of, WordsTaken)
precondition_event_kinds = partial(choices_of, PreconditionEventKind)
caucus_moves = partial(choices_of, CaucusMove)
search_kinds = partial(choices_of, SearchKind)
