"""Who may see what a costing holds, and that nothing of it is edited in place."""

from django.db import migrations

from commontable.common.row_security import Parent, append_only, protect

UNION = {"union_id": Parent("coalition_union", private=False)}
FACT = UNION | {"entered_by_id": Parent("coalition_person", private=False)}

PRIVATE = {
    "costing_basis": FACT
    | {
        "campaign_id": Parent("bargaining_campaign", private=False),
        "census_id": Parent("workforce_census", private=True),
        "replaces_id": Parent("costing_basis", private=True),
    },
    "costing_scenario": FACT
    | {
        "basis_id": Parent("costing_basis", private=True),
        "table_id": Parent("bargaining_table", private=True),
        "proposal_id": Parent("bargaining_proposal", private=True),
        "replaces_id": Parent("costing_scenario", private=True),
    },
    "costing_result": FACT,
    "costing_pricing": UNION
    | {
        "scenario_id": Parent("costing_scenario", private=True),
        "against_id": Parent("costing_scenario", private=True),
    },
}
FACTS = ("costing_basis", "costing_scenario", "costing_result")


class Migration(migrations.Migration):
    dependencies = [
        ("costing", "0001_bases_and_scenarios"),
        ("bargaining", "0010_calendar_addresses"),
        ("workforce", "0002_row_security"),
        ("coalition", "0004_authority_withdrawn_at_once"),
    ]

    operations = [
        *(protect(table, private=True, parents=parents) for table, parents in PRIVATE.items()),
        *(append_only(table) for table in FACTS),
    ]
