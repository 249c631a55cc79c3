"""Who may see the coalition's rows, and a union's own.

Written by hand. A new table with a tenant gets a migration of this form; the suite fails until
it does.
"""

from django.db import migrations

from commontable.common.row_security import Parent, protect

PRIVATE = {
    "coalition_authority": {
        "union_id": Parent("coalition_union", private=False),
        "person_id": Parent("coalition_person", private=False),
        "table_id": Parent("bargaining_table", private=True),
    },
    "coalition_invitation": {
        "union_id": Parent("coalition_union", private=False),
        "person_id": Parent("coalition_person", private=False),
        "invited_by_id": Parent("coalition_person", private=False),
    },
}

COALITION = {
    "coalition_employer": {},
    "coalition_region": {},
    "coalition_facility": {
        "region_id": Parent("coalition_region", private=False),
    },
    "coalition_union": {},
    "coalition_unionmembership": {
        "union_id": Parent("coalition_union", private=False),
    },
    "coalition_local": {
        "union_id": Parent("coalition_union", private=False),
    },
    "coalition_bargainingunit": {
        "local_id": Parent("coalition_local", private=False),
        "employer_id": Parent("coalition_employer", private=False),
        "region_id": Parent("coalition_region", private=False),
        "facility_id": Parent("coalition_facility", private=False),
    },
    "coalition_headcount": {
        "affiliate_id": Parent("coalition_union", private=False),
        "local_id": Parent("coalition_local", private=False),
        "unit_id": Parent("coalition_bargainingunit", private=False),
    },
    "coalition_person": {
        "affiliate_id": Parent("coalition_union", private=False),
    },
}

# Before the coalition is known, a signed-in user may read which people they are, and with what
# authority: that is how it becomes known.
ALSO_READABLE = {
    "coalition_person": "user_id = (SELECT ct_user())",
    "coalition_authority": (
        "person_id IN (SELECT id FROM coalition_person WHERE user_id = (SELECT ct_user()))"
    ),
}


class Migration(migrations.Migration):
    dependencies = [
        ("coalition", "0002_authority_at_a_table"),
        ("common", "0001_tenancy_functions"),
    ]
    operations = [
        # The root of a tenancy: its own people, and the operator's commands, which go through all.
        migrations.RunSQL(
            "ALTER TABLE coalition_coalition ENABLE ROW LEVEL SECURITY;"
            "ALTER TABLE coalition_coalition FORCE ROW LEVEL SECURITY;"
            "CREATE POLICY tenant ON coalition_coalition FOR ALL TO ct_app"
            " USING (id = (SELECT ct_coalition()) OR (SELECT ct_operator()))"
            " WITH CHECK (id = (SELECT ct_coalition()) OR (SELECT ct_operator()))",
            "DROP POLICY tenant ON coalition_coalition;"
            "ALTER TABLE coalition_coalition NO FORCE ROW LEVEL SECURITY;"
            "ALTER TABLE coalition_coalition DISABLE ROW LEVEL SECURITY",
        ),
        *(
            protect(
                table, private=True, parents=parents, also_readable=ALSO_READABLE.get(table, "")
            )
            for table, parents in PRIVATE.items()
        ),
        *(
            protect(
                table, private=False, parents=parents, also_readable=ALSO_READABLE.get(table, "")
            )
            for table, parents in COALITION.items()
        ),
    ]
