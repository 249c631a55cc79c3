"""One PostgreSQL server for one state folder."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote, urlencode

import psycopg

from commontable.config.embedded import provision
from commontable.config.embedded.account import SHARED, server_account
from commontable.config.embedded.binaries import Binaries, find_binaries
from commontable.config.embedded.errors import EmbeddedServerError
from commontable.config.embedded.passwords import ADMIN, APP, OWNER, read_or_make
from commontable.config.embedded.sharing import Users

DATABASE = "commontable"
START_SECONDS = 20  # after a kill -9 the dead postmaster can stay a zombie for a second or two
STOP_SECONDS = 15
LONGEST_SOCKET_FOLDER = 90  # the kernel takes 107 bytes, of which PostgreSQL adds 14
_BUILTIN_LOCALE_SINCE = 17
_STILL_LOCKED = 'lock file "postmaster.pid" already exists'


class EmbeddedServer:
    """A server of our own under ``home``, reached through a private socket only.

    Several processes may each ``start`` it; the last one to ``stop`` stops it. Without ``fsync`` a
    power cut loses the data: for tests only. As root the data lies under /var/lib/commontable,
    because the server's own user may not be able to enter ``home``.

    Raises EmbeddedServerError from ``start`` with what to do about it.
    """

    def __init__(self, home: Path, *, fsync: bool = True) -> None:
        self.home = home.expanduser().resolve()
        self.fsync = fsync
        self._account = server_account()
        self._binaries: Binaries | None = None
        self._process: subprocess.Popen[bytes] | None = None
        mark = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
        self.state = SHARED / "servers" / mark if self._account else self.home / "postgres"
        self.data = self.state / "data"
        self.log = self.state / "postgres.log"
        self.socket = self.state / "socket"
        if len(os.fsencode(self.socket)) > LONGEST_SOCKET_FOLDER:
            self.socket = Path(tempfile.gettempdir()) / f"commontable-{os.getuid()}-{mark}"
        self._passwords_file = self.home / "database-passwords.json"
        self._users: Users | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def binaries(self) -> Path:
        """The folder of the programs in use: ``pg_dump`` must be of the server's own version."""
        return self._programs().folder

    def start(self) -> None:
        """Start it, or join it if it runs already; create cluster, roles and database at first."""
        self.home.mkdir(parents=True, exist_ok=True)
        users = self._users = self._users or Users(self.home)
        with users.turn():
            users.enter()
            try:
                self._start()
            except BaseException:
                users.leave()
                self._users = None
                raise

    def stop(self) -> None:
        """Stop using it. The last user stops the server, with everything written out."""
        users, self._users = self._users, None
        if users is None:
            return
        with users.turn():
            if users.leave():
                self._signal(signal.SIGINT)  # "fast": open transactions are rolled back

    def destroy(self) -> bool:
        """Stop the server and remove its data; false, and nothing done, if others still use it."""
        if not self.home.is_dir():
            return True
        users, self._users = self._users or Users(self.home), None
        with users.turn():
            if not users.leave():
                return False
            self._signal(signal.SIGQUIT)  # nothing is to be kept
            shutil.rmtree(self.state, ignore_errors=True)
            shutil.rmtree(self.socket, ignore_errors=True)
            self._passwords_file.unlink(missing_ok=True)
        return True

    def is_running(self) -> bool:
        """Whether it answers now, without starting it."""
        if not self._passwords_file.exists():
            return False
        try:
            self._admin().close()
        except psycopg.OperationalError:
            return False
        return True

    def url(self, role: str, database: str = DATABASE) -> str:
        """``postgresql://role:password@/database?host=socket folder``; contains a secret."""
        password = quote(read_or_make(self._passwords_file)[role], safe="")
        return f"postgresql://{role}:{password}@/{database}?{urlencode({'host': self.socket})}"

    def environment(self, database: str = DATABASE) -> dict[str, str]:
        """What the product reads to find ``database``."""
        return {
            "DATABASE_URL": self.url(APP, database),
            "DATABASE_OWNER_URL": self.url(OWNER, database),
        }

    def create_database(self, name: str, *, template: str = "template0") -> None:
        """A new database, empty or copied from ``template``, that nobody may be connected to."""
        with self._admin() as admin:
            provision.create_database(admin, name, template=template)
        if template == "template0":
            with self._admin(name) as inside:
                provision.grant_inside(inside)

    def drop_database(self, name: str) -> None:
        with self._admin() as admin:
            provision.drop_database(admin, name)

    def has_database(self, name: str) -> bool:
        with self._admin() as admin:
            return provision.database_exists(admin, name)

    def rename_database(self, old: str, new: str) -> None:
        """Give a finished template its name: a half-made one never carries it."""
        with self._admin() as admin:
            provision.rename_database(admin, old, new)

    # -- within

    def _admin(self, database: str = ADMIN) -> psycopg.Connection[Any]:
        return psycopg.connect(self.url(ADMIN, database), autocommit=True, connect_timeout=5)

    def _programs(self) -> Binaries:
        if self._binaries is None:
            found = find_binaries()
            self._binaries = found.copied_to(SHARED) if self._account else found
        return self._binaries

    def _start(self) -> None:
        if self.is_running():
            return
        self._make_folders()
        created = not (self.data / "PG_VERSION").exists()
        if created:
            self._create_cluster()
        elif not self._passwords_file.exists():
            raise EmbeddedServerError(
                f"The database of {self.home} is there ({self.data}), but the file with its "
                f"passwords is not: expected {self._passwords_file}. Nothing was changed. Put the "
                "file back, or start over with `make reset-demo`."
            )
        self._launch()
        with self._admin() as admin:
            provision.create_roles(admin, read_or_make(self._passwords_file))
            missing = not provision.database_exists(admin, DATABASE)
        if missing:
            self.create_database(DATABASE)

    def _make_folders(self) -> None:
        if self._account:
            SHARED.mkdir(mode=0o755, exist_ok=True)
            self.state.parent.mkdir(mode=0o755, exist_ok=True)
        self.state.mkdir(mode=0o700, exist_ok=True)
        (self.state / "belongs-to").write_text(f"{self.home}\n")
        self.socket.mkdir(mode=0o700, exist_ok=True)
        for folder in (self.state, self.socket):
            owner = folder.stat().st_uid
            if owner not in {os.geteuid(), self._account.pw_uid if self._account else -1}:
                raise EmbeddedServerError(
                    f"{folder}: expected a folder of our own, but it belongs to user id {owner}."
                )
            if self._account:
                os.chown(folder, self._account.pw_uid, self._account.pw_gid)

    def _create_cluster(self) -> None:
        """``initdb``, into a folder that gets its name only when it is whole."""
        programs = self._programs()
        partial = self.state / "data.new"
        shutil.rmtree(partial, ignore_errors=True)
        password = self.state / "initial-password"
        password.touch(mode=0o600)
        password.write_text(read_or_make(self._passwords_file)[ADMIN])
        if self._account:
            os.chown(password, self._account.pw_uid, self._account.pw_gid)
        locale = (
            ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
            if programs.major() >= _BUILTIN_LOCALE_SINCE
            else ["--locale=C.UTF-8"]
        )
        try:
            done = self._run(
                programs.folder / "initdb",
                f"--pgdata={partial}",
                f"--username={ADMIN}",
                f"--pwfile={password}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--data-checksums",
                *locale,
                *([] if self.fsync else ["--no-sync"]),
            )
        finally:
            password.unlink()
        if done.returncode != 0:
            raise EmbeddedServerError(
                f"initdb could not make a database in {partial}:\n{done.stderr.strip()}"
            )
        partial.rename(self.data)

    def _launch(self) -> None:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket),
            "unix_socket_permissions": "0700",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "max_connections": "60",
            "shared_buffers": "128MB",
            "log_min_messages": "warning",
            "log_min_error_statement": "panic",  # a statement may quote people
        }
        if not self.fsync:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        command: list[str | Path] = [self._programs().folder / "postgres", "-D", self.data]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        deadline = time.monotonic() + START_SECONDS
        while True:
            if self._process is not None:
                self._process.poll()  # one of ours that was killed: let the kernel forget it
            said = self._try(command)
            if said is None:
                return
            if _STILL_LOCKED not in said or time.monotonic() > deadline:
                raise EmbeddedServerError(
                    f"PostgreSQL did not start within {START_SECONDS} s. No data was touched. "
                    f"Its log, {self.log}, ends:\n{said}"
                )
            time.sleep(0.5)

    def _try(self, command: list[str | Path]) -> str | None:
        """Launch once: ``None`` when it answers, else what it wrote to its log."""
        with self.log.open("ab") as log:
            before = log.tell()
            # A session of its own: Ctrl-C in the terminal must reach us, and we then stop it.
            process = subprocess.Popen(  # noqa: S603 - our own path
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.state,
                start_new_session=True,
                env={"LC_ALL": "C", "PATH": os.defpath},
                **self._as_account(),
            )
        deadline = time.monotonic() + START_SECONDS
        while process.poll() is None and time.monotonic() < deadline:
            if self.is_running():
                self._process = process
                return None
            time.sleep(0.02)
        if process.poll() is None:
            process.send_signal(signal.SIGQUIT)
            process.wait()
        with self.log.open("rb") as log:
            log.seek(before)
            return log.read().decode(errors="replace").strip()[-2000:]

    def _signal(self, number: signal.Signals) -> None:
        """Send ``number`` to the postmaster and wait until it is gone."""
        lock = self.data / "postmaster.pid"
        try:
            pid = int(lock.read_text().split("\n", 1)[0])
            os.kill(pid, number)
        except (FileNotFoundError, ValueError, ProcessLookupError):
            return
        deadline = time.monotonic() + STOP_SECONDS
        while lock.exists() and time.monotonic() < deadline:
            if self._process is not None and self._process.poll() is not None:
                break
            time.sleep(0.02)
        if self._process is not None:
            self._process.wait(timeout=STOP_SECONDS)
            self._process = None

    def _as_account(self) -> dict[str, Any]:
        if self._account is None:
            return {}
        return {
            "user": self._account.pw_uid,
            "group": self._account.pw_gid,
            "extra_groups": [],
            "umask": 0o077,
        }

    def _run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - our own path
            command,
            capture_output=True,
            text=True,
            check=False,
            cwd=self.state,
            env={"LC_ALL": "C", "PATH": os.defpath},
            **self._as_account(),
        )
