from commontable.bargaining.models.agreements import (
    IssueDeclaration,
    Settlement,
    SettlementTerm,
    TentativeAgreement,
    TentativeAgreementIssue,
    TentativeAgreementWithdrawal,
)
from commontable.bargaining.models.calendar_addresses import CalendarAddress
from commontable.bargaining.models.campaigns import Campaign, CampaignEvent
from commontable.bargaining.models.contracts import Article, ArticleSuccession, Contract
from commontable.bargaining.models.drafts import Draft, DraftPiece
from commontable.bargaining.models.exhibits import (
    CustodyEntry,
    Exhibit,
    ExhibitExport,
    ExhibitReading,
)
from commontable.bargaining.models.interests import Interest, Option
from commontable.bargaining.models.issues import (
    Demand,
    Issue,
    IssueArticle,
    Priority,
    StatusQuo,
    StatusQuoTerm,
)
from commontable.bargaining.models.notes import InternalNote
from commontable.bargaining.models.patterns import Pattern, PatternTerm
from commontable.bargaining.models.proposals import (
    Language,
    Proposal,
    ProposalAnswer,
    ProposalEvent,
    ProposalIssue,
    Term,
)
from commontable.bargaining.models.search import SearchEntry
from commontable.bargaining.models.sessions import (
    Attendance,
    BargainingSession,
    CaucusCorrection,
    CaucusEvent,
    SessionCancellation,
    SessionOutcome,
    SessionReport,
    SessionSchedule,
    Sidebar,
)
from commontable.bargaining.models.sheets import (
    PublicEdition,
    Sheet,
    SheetRelease,
    SheetReleaseWithdrawal,
    SheetVersion,
    SheetWording,
)
from commontable.bargaining.models.statements import Statement, StatementApproval
from commontable.bargaining.models.tables import (
    GroundRule,
    Precondition,
    PreconditionEvent,
    Table,
    TableDependency,
)

__all__ = [
    "Article",
    "ArticleSuccession",
    "Attendance",
    "BargainingSession",
    "CalendarAddress",
    "Campaign",
    "CampaignEvent",
    "CaucusCorrection",
    "CaucusEvent",
    "Contract",
    "CustodyEntry",
    "Demand",
    "Draft",
    "DraftPiece",
    "Exhibit",
    "ExhibitExport",
    "ExhibitReading",
    "GroundRule",
    "Interest",
    "InternalNote",
    "Issue",
    "IssueArticle",
    "IssueDeclaration",
    "Language",
    "Option",
    "Pattern",
    "PatternTerm",
    "Precondition",
    "PreconditionEvent",
    "Priority",
    "Proposal",
    "ProposalAnswer",
    "ProposalEvent",
    "ProposalIssue",
    "PublicEdition",
    "SearchEntry",
    "SessionCancellation",
    "SessionOutcome",
    "SessionReport",
    "SessionSchedule",
    "Settlement",
    "SettlementTerm",
    "Sheet",
    "SheetRelease",
    "SheetReleaseWithdrawal",
    "SheetVersion",
    "SheetWording",
    "Sidebar",
    "Statement",
    "StatementApproval",
    "StatusQuo",
    "StatusQuoTerm",
    "Table",
    "TableDependency",
    "TentativeAgreement",
    "TentativeAgreementIssue",
    "TentativeAgreementWithdrawal",
    "Term",
]
