"""What the policies stand on: who is asking, as set for this transaction only."""

from django.db import migrations

# An unset or emptied setting reads as NULL, and NULL matches no row: no tenant, no rows.
FUNCTIONS = """
CREATE FUNCTION ct_coalition() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
  SET search_path = pg_catalog
  AS $$ SELECT nullif(current_setting('ct.coalition', true), '')::bigint $$;
CREATE FUNCTION ct_unions() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE
  SET search_path = pg_catalog
  AS $$ SELECT coalesce(nullif(current_setting('ct.unions', true), ''), '{}')::bigint[] $$;
CREATE FUNCTION ct_user() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
  SET search_path = pg_catalog
  AS $$ SELECT nullif(current_setting('ct.user', true), '')::bigint $$;
CREATE FUNCTION ct_operator() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  SET search_path = pg_catalog
  AS $$ SELECT coalesce(current_setting('ct.operator', true), '') = 'on' $$;

CREATE FUNCTION ct_append_only() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog
  AS $$
BEGIN
  RAISE EXCEPTION '% on %: records of the table are never changed or removed; enter a correction',
    TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- Foreign keys look past row-level security; this asks with the eyes of whoever writes, so a
-- row nobody here may see cannot be pointed at, and a common row cannot hang from a private one.
CREATE FUNCTION ct_same_tenant() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public
  AS $$
DECLARE
  child jsonb := to_jsonb(NEW);
  parent_id bigint := (child ->> TG_ARGV[0])::bigint;
  child_union bigint := CASE WHEN TG_ARGV[3] = 'private' THEN (child ->> 'union_id')::bigint END;
  parent jsonb;
BEGIN
  IF parent_id IS NULL THEN
    RETURN NEW;
  END IF;
  EXECUTE format('SELECT to_jsonb(p) FROM public.%I p WHERE p.id = $1', TG_ARGV[1])
    INTO parent USING parent_id;
  IF parent IS NULL
     OR (parent ->> 'coalition_id')::bigint IS DISTINCT FROM (child ->> 'coalition_id')::bigint
     OR (TG_ARGV[2] = 'private'
         AND (parent ->> 'union_id') IS NOT NULL
         AND (parent ->> 'union_id')::bigint IS DISTINCT FROM child_union)
  THEN
    RAISE EXCEPTION '%.% points at a row of another tenant, or at none', TG_TABLE_NAME, TG_ARGV[0]
      USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END $$;
"""

UNDO = """
DROP FUNCTION ct_same_tenant(); DROP FUNCTION ct_append_only(); DROP FUNCTION ct_operator();
DROP FUNCTION ct_user(); DROP FUNCTION ct_unions(); DROP FUNCTION ct_coalition();
"""

# Shared by all workers, so that a lock-out after failed sign-ins counts on every one of them.
CACHE = """
CREATE TABLE commontable_cache (
  cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX commontable_cache_expires ON commontable_cache (expires);
GRANT SELECT, INSERT, UPDATE, DELETE ON commontable_cache TO ct_app;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(FUNCTIONS, UNDO),
        migrations.RunSQL(CACHE, "DROP TABLE commontable_cache"),
    ]
