"""What can only be checked on a migrated database: it is made anew, checked, and thrown away.

- ``makemigrations --check``: the models and the migrations say the same;
- Django's own ``check``, with the database in it;
- pgrls: the row-level security of every table, by the rules and exceptions in ``pgrls.toml``;
- triggers on protected tables run only functions that were read, as the person who writes.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import django
import psycopg
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError

from commontable.config.embedded import EmbeddedServer
from commontable.config.embedded.passwords import ADMIN
from commontable.config.migrating import bring_up_to_date

ROOT = Path(__file__).parent.parent

# Each was read: it tells nothing of rows that its caller may not see, and writes no other row.
READ_FUNCTIONS = {
    "ct_append_only",
    "ct_head_follows",
    "ct_said_with",
    "ct_same_ledger",
    "ct_same_tenant",
}

TRIGGERS = """
    SELECT DISTINCT function.proname, function.prosecdef
    FROM pg_trigger AS trigger
    JOIN pg_class AS class ON class.oid = trigger.tgrelid AND class.relrowsecurity
    JOIN pg_proc AS function ON function.oid = trigger.tgfoid
    WHERE NOT trigger.tgisinternal
"""


def django_agrees() -> bool:
    try:
        call_command("makemigrations", check=True, dry_run=True, interactive=False)
        call_command("check", databases=["default"], fail_level="WARNING")
    except SystemExit as end:
        return not end.code
    except (CommandError, SystemCheckError) as error:
        print(error, file=sys.stderr)
        return False
    return True


def row_security_is_sound(server: EmbeddedServer) -> bool:
    # As the superuser: a linter that sees only its own tables would pass the rest unseen.
    command = [str(Path(sys.executable).with_name("pgrls")), "lint", "--min-severity", "warning"]
    environment = os.environ | {"DATABASE_URL": server.url(ADMIN)}
    done = subprocess.run(command, env=environment, cwd=ROOT, check=False)
    return done.returncode == 0


def triggers_are_known(server: EmbeddedServer) -> bool:
    with psycopg.connect(server.url(ADMIN)) as admin:
        found = admin.execute(TRIGGERS).fetchall()
    faults = []
    for name, as_owner in found:
        if as_owner:
            faults.append(f"{name}: a trigger's function runs as its owner (SECURITY DEFINER)")
        if name not in READ_FUNCTIONS:
            faults.append(f"{name}: read it, then list it in scripts/check_database.py")
    for fault in faults:
        print(fault, file=sys.stderr)
    return not faults


def main() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "commontable.config.settings"
    with tempfile.TemporaryDirectory(prefix="ct-check-") as folder:
        server = EmbeddedServer(Path(folder), fsync=False)
        try:
            with server:
                os.environ |= server.environment()
                django.setup()
                bring_up_to_date(verbosity=0)
                results = [
                    django_agrees(),
                    row_security_is_sound(server),
                    triggers_are_known(server),
                ]
        finally:
            server.destroy()
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
