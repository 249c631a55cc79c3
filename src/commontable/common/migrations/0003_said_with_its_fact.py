"""What a fact says is written with it: the database refuses to add to it later."""

from django.db import migrations

FUNCTIONS = """
-- Whether a row version that the caller sees was written by the caller's own transaction: nobody
-- sees anybody else's before it is committed. xmin has 32 bits; the nearest whole number to the
-- current transaction's is meant.
CREATE FUNCTION ct_written_now(written_by xid) RETURNS boolean LANGUAGE plpgsql
  SET search_path = pg_catalog
  AS $$
DECLARE
  here bigint := pg_current_xact_id()::text::bigint;
  apart bigint := written_by::text::bigint - here % 4294967296;
BEGIN
  IF apart > 2147483647 THEN
    apart := apart - 4294967296;
  ELSIF apart < -2147483648 THEN
    apart := apart + 4294967296;
  END IF;
  IF here + apart < 3 THEN
    RETURN false;
  END IF;
  RETURN coalesce(pg_xact_status((here + apart)::text::xid8) = 'in progress', false);
END $$;

-- A term, an issue spoken to, the words of an article: written in the transaction that enters the
-- proposal (the agreement, the status quo …), and read by the same people.
CREATE FUNCTION ct_said_with() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public
  AS $$
DECLARE
  late boolean;
BEGIN
  EXECUTE format(
    'SELECT EXISTS (SELECT 1 FROM added AS a LEFT JOIN public.%I AS p ON p.id = a.%I'
    ' WHERE p.id IS NULL OR p.union_id IS DISTINCT FROM a.union_id'
    ' OR NOT public.ct_written_now(p.xmin))', TG_ARGV[1], TG_ARGV[0]) INTO late;
  IF late THEN
    RAISE EXCEPTION '%: what a fact says is written with it, for the same readers; enter a'
      ' correction', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
"""

UNDO = "DROP FUNCTION ct_said_with(); DROP FUNCTION ct_written_now(xid);"


class Migration(migrations.Migration):
    dependencies = [("common", "0002_public_address")]
    operations = [migrations.RunSQL(FUNCTIONS, UNDO)]
