"""Who may see what is known of the workforce, and that nothing of it is edited in place."""

from django.db import migrations

from commontable.common.row_security import Parent, append_only, protect

UNION = {"union_id": Parent("coalition_union", private=False)}
FACT = UNION | {"entered_by_id": Parent("coalition_person", private=False)}

PRIVATE = {
    "workforce_census": FACT | {"corrects_id": Parent("workforce_census", private=True)},
    "workforce_source": UNION,
    "workforce_upload": UNION
    | {
        "begun_by_id": Parent("coalition_person", private=False),
        "corrects_id": Parent("workforce_census", private=True),
    },
    "workforce_wageschedule": FACT | {"affiliate_id": Parent("coalition_union", private=False)},
    "workforce_wagerate": UNION | {"schedule_id": Parent("workforce_wageschedule", private=True)},
    "workforce_benefitinventory": FACT
    | {"unit_id": Parent("coalition_bargainingunit", private=False)},
    "workforce_benefitline": UNION
    | {"inventory_id": Parent("workforce_benefitinventory", private=True)},
    "workforce_comparator": FACT,
    "workforce_pseudonymkey": UNION,
}
FACTS = (
    "workforce_census",
    "workforce_wageschedule",
    "workforce_wagerate",
    "workforce_benefitinventory",
    "workforce_benefitline",
    "workforce_comparator",
    "workforce_pseudonymkey",
)


class Migration(migrations.Migration):
    dependencies = [
        ("workforce", "0001_censuses_and_schedules"),
        ("coalition", "0004_authority_withdrawn_at_once"),
    ]

    operations = [
        *(protect(table, private=True, parents=parents) for table, parents in PRIVATE.items()),
        *(append_only(table) for table in FACTS),
    ]
