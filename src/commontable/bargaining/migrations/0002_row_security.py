"""Who may see what crossed the table, and that nothing of it is edited in place.

Written by hand. A new table with a tenant gets a migration of this form; the suite fails until
it does.
"""

from django.db import migrations

from commontable.common.row_security import Parent, append_only, protect

PRIVATE = {
    "bargaining_campaignevent": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "campaign_id": Parent("bargaining_campaign", private=False),
    },
    "bargaining_contract": {
        "union_id": Parent("coalition_union", private=False),
        "campaign_id": Parent("bargaining_campaign", private=False),
    },
    "bargaining_article": {
        "union_id": Parent("coalition_union", private=False),
        "contract_id": Parent("bargaining_contract", private=True),
    },
    "bargaining_articlesuccession": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "earlier_id": Parent("bargaining_article", private=True),
        "later_id": Parent("bargaining_article", private=True),
    },
    "bargaining_priority": {
        "union_id": Parent("coalition_union", private=False),
        "campaign_id": Parent("bargaining_campaign", private=False),
    },
    "bargaining_issue": {
        "union_id": Parent("coalition_union", private=False),
        "campaign_id": Parent("bargaining_campaign", private=False),
        "parent_id": Parent("bargaining_issue", private=True),
    },
    "bargaining_demand": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "issue_id": Parent("bargaining_issue", private=True),
        "priority_id": Parent("bargaining_priority", private=True),
    },
    "bargaining_issuearticle": {
        "union_id": Parent("coalition_union", private=False),
        "issue_id": Parent("bargaining_issue", private=True),
        "article_id": Parent("bargaining_article", private=True),
    },
    "bargaining_statusquo": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "issue_id": Parent("bargaining_issue", private=True),
        "article_id": Parent("bargaining_article", private=True),
    },
    "bargaining_statusquoterm": {
        "union_id": Parent("coalition_union", private=False),
        "issue_id": Parent("bargaining_issue", private=True),
        "status_quo_id": Parent("bargaining_statusquo", private=True),
    },
    "bargaining_table": {
        "union_id": Parent("coalition_union", private=False),
        "campaign_id": Parent("bargaining_campaign", private=False),
    },
    "bargaining_tabledependency": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "table_id": Parent("bargaining_table", private=True),
        "on_table_id": Parent("bargaining_table", private=True),
        "issue_id": Parent("bargaining_issue", private=True),
    },
    "bargaining_groundrule": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "table_id": Parent("bargaining_table", private=True),
        "replaces_id": Parent("bargaining_groundrule", private=True),
    },
    "bargaining_precondition": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "table_id": Parent("bargaining_table", private=True),
    },
    "bargaining_preconditionevent": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "precondition_id": Parent("bargaining_precondition", private=True),
    },
    "bargaining_bargainingsession": {
        "union_id": Parent("coalition_union", private=False),
        "table_id": Parent("bargaining_table", private=True),
    },
    "bargaining_sessionschedule": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "session_id": Parent("bargaining_bargainingsession", private=True),
    },
    "bargaining_sessionreport": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "session_id": Parent("bargaining_bargainingsession", private=True),
    },
    "bargaining_attendance": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "session_id": Parent("bargaining_bargainingsession", private=True),
        "person_id": Parent("coalition_person", private=False),
    },
    "bargaining_caucusevent": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "session_id": Parent("bargaining_bargainingsession", private=True),
    },
    "bargaining_sidebar": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "session_id": Parent("bargaining_bargainingsession", private=True),
    },
    "bargaining_sessionoutcome": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "session_id": Parent("bargaining_bargainingsession", private=True),
    },
    "bargaining_proposal": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "table_id": Parent("bargaining_table", private=True),
        "session_id": Parent("bargaining_bargainingsession", private=True),
        "corrects_id": Parent("bargaining_proposal", private=True),
    },
    "bargaining_proposalissue": {
        "union_id": Parent("coalition_union", private=False),
        "proposal_id": Parent("bargaining_proposal", private=True),
        "issue_id": Parent("bargaining_issue", private=True),
    },
    "bargaining_proposalanswer": {
        "union_id": Parent("coalition_union", private=False),
        "proposal_id": Parent("bargaining_proposal", private=True),
        "answered_id": Parent("bargaining_proposal", private=True),
    },
    "bargaining_language": {
        "union_id": Parent("coalition_union", private=False),
        "proposal_id": Parent("bargaining_proposal", private=True),
        "issue_id": Parent("bargaining_issue", private=True),
        "article_id": Parent("bargaining_article", private=True),
    },
    "bargaining_term": {
        "union_id": Parent("coalition_union", private=False),
        "issue_id": Parent("bargaining_issue", private=True),
        "proposal_id": Parent("bargaining_proposal", private=True),
    },
    "bargaining_proposalevent": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "proposal_id": Parent("bargaining_proposal", private=True),
        "superseded_by_id": Parent("bargaining_proposal", private=True),
    },
    "bargaining_tentativeagreement": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "table_id": Parent("bargaining_table", private=True),
        "proposal_id": Parent("bargaining_proposal", private=True),
        "article_id": Parent("bargaining_article", private=True),
    },
    "bargaining_tentativeagreementissue": {
        "union_id": Parent("coalition_union", private=False),
        "agreement_id": Parent("bargaining_tentativeagreement", private=True),
        "issue_id": Parent("bargaining_issue", private=True),
    },
    "bargaining_tentativeagreementwithdrawal": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "agreement_id": Parent("bargaining_tentativeagreement", private=True),
    },
    "bargaining_issuedeclaration": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "table_id": Parent("bargaining_table", private=True),
        "issue_id": Parent("bargaining_issue", private=True),
    },
    "bargaining_settlement": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "table_id": Parent("bargaining_table", private=True),
    },
    "bargaining_settlementterm": {
        "union_id": Parent("coalition_union", private=False),
        "issue_id": Parent("bargaining_issue", private=True),
        "settlement_id": Parent("bargaining_settlement", private=True),
    },
    "bargaining_exhibit": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "table_id": Parent("bargaining_table", private=True),
        "session_id": Parent("bargaining_bargainingsession", private=True),
        "proposal_id": Parent("bargaining_proposal", private=True),
    },
    "bargaining_interest": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "table_id": Parent("bargaining_table", private=True),
        "issue_id": Parent("bargaining_issue", private=True),
    },
    "bargaining_option": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "table_id": Parent("bargaining_table", private=True),
        "issue_id": Parent("bargaining_issue", private=True),
    },
    "bargaining_internalnote": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "session_id": Parent("bargaining_bargainingsession", private=True),
        "issue_id": Parent("bargaining_issue", private=True),
        "proposal_id": Parent("bargaining_proposal", private=True),
    },
    "bargaining_statement": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "campaign_id": Parent("bargaining_campaign", private=False),
        "session_id": Parent("bargaining_bargainingsession", private=True),
        "issue_id": Parent("bargaining_issue", private=True),
        "picture_id": Parent("bargaining_exhibit", private=True),
        "corrects_id": Parent("bargaining_statement", private=True),
    },
    "bargaining_statementapproval": {
        "union_id": Parent("coalition_union", private=False),
        "entered_by_id": Parent("coalition_person", private=False),
        "statement_id": Parent("bargaining_statement", private=True),
    },
}

COALITION = {
    "bargaining_campaign": {
        "employer_id": Parent("coalition_employer", private=False),
    },
}

# Facts of the record: entered once, corrected by a further entry, never changed or removed.
FACTS = [
    "bargaining_campaignevent",
    "bargaining_articlesuccession",
    "bargaining_demand",
    "bargaining_statusquo",
    "bargaining_statusquoterm",
    "bargaining_tabledependency",
    "bargaining_groundrule",
    "bargaining_precondition",
    "bargaining_preconditionevent",
    "bargaining_sessionschedule",
    "bargaining_sessionreport",
    "bargaining_attendance",
    "bargaining_caucusevent",
    "bargaining_sidebar",
    "bargaining_sessionoutcome",
    "bargaining_proposal",
    "bargaining_term",
    "bargaining_proposalevent",
    "bargaining_tentativeagreement",
    "bargaining_tentativeagreementwithdrawal",
    "bargaining_issuedeclaration",
    "bargaining_settlement",
    "bargaining_settlementterm",
    "bargaining_exhibit",
    "bargaining_interest",
    "bargaining_option",
    "bargaining_internalnote",
    "bargaining_statement",
    "bargaining_statementapproval",
]


class Migration(migrations.Migration):
    dependencies = [("bargaining", "0001_the_table"), ("common", "0001_tenancy_functions")]
    operations = [
        *(protect(table, private=True, parents=parents) for table, parents in PRIVATE.items()),
        *(protect(table, private=False, parents=parents) for table, parents in COALITION.items()),
        *(append_only(table) for table in FACTS),
    ]
