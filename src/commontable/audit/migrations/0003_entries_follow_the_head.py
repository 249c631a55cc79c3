"""The database itself keeps each chain whole: an entry goes to the ledger of its own tenant, after
its head; and a head moves only on to the entry just appended.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION ct_same_ledger() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public
  AS $$
DECLARE
  ledger public.audit_ledger;
BEGIN
  SELECT * INTO ledger FROM public.audit_ledger l WHERE l.id = NEW.ledger_id FOR UPDATE;
  IF ledger.id IS NULL
     OR ledger.coalition_id IS DISTINCT FROM NEW.coalition_id
     OR ledger.union_id IS DISTINCT FROM NEW.union_id
  THEN
    RAISE EXCEPTION 'audit_entry.ledger_id points at a row of another tenant, or at none'
      USING ERRCODE = 'foreign_key_violation';
  END IF;
  IF NEW.position <> ledger.length + 1 OR NEW.previous_hash <> ledger.head THEN
    RAISE EXCEPTION 'entry % does not follow the head of its ledger, which is at %',
      NEW.position, ledger.length USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION ct_head_follows() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public
  AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.length <> 0 OR NEW.head <> repeat('0', 64) THEN
      RAISE EXCEPTION 'a ledger begins empty' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.coalition_id) IS DISTINCT FROM (OLD.id, OLD.coalition_id)
     OR NEW.union_id IS DISTINCT FROM OLD.union_id
     OR NEW.length <> OLD.length + 1
     OR NOT EXISTS (
       SELECT FROM public.audit_entry e
       WHERE e.ledger_id = NEW.id AND e.position = NEW.length AND e.hash = NEW.head)
  THEN
    RAISE EXCEPTION 'the head of a ledger moves only on to the entry just appended'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER same_tenant_ledger_id BEFORE INSERT OR UPDATE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION ct_same_ledger('ledger_id', 'audit_ledger');
CREATE TRIGGER head_follows BEFORE INSERT OR UPDATE ON audit_ledger
  FOR EACH ROW EXECUTE FUNCTION ct_head_follows();
"""

UNDO = """
DROP TRIGGER head_follows ON audit_ledger;
DROP TRIGGER same_tenant_ledger_id ON audit_entry;
DROP FUNCTION ct_head_follows();
DROP FUNCTION ct_same_ledger();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_row_security")]
    operations = [migrations.RunSQL(FUNCTIONS, UNDO)]
