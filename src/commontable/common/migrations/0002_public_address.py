"""Which public address is asked for, in a transaction of somebody without a seat.

A released sheet is read by its address, one at a time: a policy shows the rows of the address that
was named, and none where nobody named one, so that nobody can leaf through what others released.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION ct_public_address() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  SET search_path = pg_catalog
  AS $$ SELECT nullif(current_setting('ct.public_address', true), '') $$;
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0001_tenancy_functions")]
    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION ct_public_address()")]
