"""What a proposal, an agreement, a status quo or a settlement says is as final as itself."""

from django.db import migrations

from commontable.common.row_security import append_only, said_with

# Each table with the fact its rows belong to.
SAID_WITH = {
    "bargaining_proposalissue": ("proposal_id", "bargaining_proposal"),
    "bargaining_proposalanswer": ("proposal_id", "bargaining_proposal"),
    "bargaining_language": ("proposal_id", "bargaining_proposal"),
    "bargaining_term": ("proposal_id", "bargaining_proposal"),
    "bargaining_statusquoterm": ("status_quo_id", "bargaining_statusquo"),
    "bargaining_settlementterm": ("settlement_id", "bargaining_settlement"),
    "bargaining_patternterm": ("pattern_id", "bargaining_pattern"),
    "bargaining_tentativeagreementissue": ("agreement_id", "bargaining_tentativeagreement"),
}

# Those among them that could still be changed in place.
NOT_YET_FINAL = [
    "bargaining_proposalissue",
    "bargaining_proposalanswer",
    "bargaining_language",
    "bargaining_tentativeagreementissue",
]


class Migration(migrations.Migration):
    dependencies = [
        ("bargaining", "0005_sheets"),
        ("common", "0003_said_with_its_fact"),
    ]
    operations = [
        *(append_only(table) for table in NOT_YET_FINAL),
        *(said_with(table, *fact) for table, fact in SAID_WITH.items()),
    ]
