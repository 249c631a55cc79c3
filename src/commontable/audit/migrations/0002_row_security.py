"""The log is append-only, whoever asks, and as private as what it tells of."""

from django.db import migrations

from commontable.common.row_security import append_only, protect


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_ledgers_and_entries"),
        ("common", "0001_tenancy_functions"),
    ]
    operations = [
        protect("audit_ledger", private=True),
        protect("audit_entry", private=True),
        append_only("audit_entry"),
        migrations.RunSQL("REVOKE DELETE, TRUNCATE ON audit_ledger FROM ct_app", "SELECT 1"),
    ]
