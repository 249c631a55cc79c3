"""The server we bring along keeps its promises."""

import os
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from commontable.config.embedded import EmbeddedServer, EmbeddedServerError
from commontable.config.embedded.passwords import ADMIN, APP, BACKUP, OWNER


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    EmbeddedServer(tmp_path).destroy()


def postmaster(server: EmbeddedServer) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def test_it_starts_keeps_its_rows_and_stops(home: Path) -> None:
    with EmbeddedServer(home) as server, psycopg.connect(server.url(OWNER)) as owner:
        owner.execute("CREATE TABLE kept (word text)")
        owner.execute("INSERT INTO kept VALUES ('here')")
    assert not server.is_running()
    with EmbeddedServer(home) as server, psycopg.connect(server.url(APP)) as app:
        assert app.execute("SELECT word FROM kept").fetchone() == ("here",)


def test_a_killed_server_comes_back_with_every_committed_row(home: Path) -> None:
    with EmbeddedServer(home) as server:
        with psycopg.connect(server.url(OWNER), autocommit=True) as owner:
            owner.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        os.kill(postmaster(server), signal.SIGKILL)
        server.start()
        with psycopg.connect(server.url(APP)) as app:
            assert app.execute("SELECT answer FROM kept").fetchone() == (42,)


def test_the_last_user_stops_it_and_nobody_earlier(home: Path) -> None:
    demo, command = EmbeddedServer(home), EmbeddedServer(home)
    demo.start()
    command.start()
    command.stop()
    assert demo.is_running()
    assert not command.destroy(), "a command removed the demo's data while the demo was running"
    assert demo.is_running()
    demo.stop()
    assert not demo.is_running()


def test_the_application_role_owns_nothing_and_row_security_binds_it(home: Path) -> None:
    with EmbeddedServer(home) as server:
        with psycopg.connect(server.url(OWNER), autocommit=True) as owner:
            owner.execute("CREATE TABLE note (word text)")
            owner.execute("INSERT INTO note VALUES ('private')")
            owner.execute("ALTER TABLE note ENABLE ROW LEVEL SECURITY")
        with psycopg.connect(server.url(APP), autocommit=True) as app:
            assert app.execute("SELECT * FROM note").fetchall() == []
            for forbidden in (
                "ALTER TABLE note DISABLE ROW LEVEL SECURITY",
                "CREATE TABLE mine (word text)",
                "SET ROLE ct_owner",
                "TRUNCATE note",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    app.execute(forbidden)
        with psycopg.connect(server.url(BACKUP), autocommit=True) as backup:
            assert backup.execute("SELECT * FROM note").fetchall() == [("private",)]
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                backup.execute("DELETE FROM note")


def test_a_wrong_password_is_refused_and_no_network_port_is_open(home: Path) -> None:
    with EmbeddedServer(home) as server:
        with psycopg.connect(server.url(ADMIN)) as admin:
            assert admin.execute("SHOW listen_addresses").fetchone() == ("",)
            assert admin.execute("SHOW data_checksums").fetchone() == ("on",)
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(
                host=str(server.socket), user=APP, dbname="commontable", password="guess"
            )
        assert stat.S_IMODE(server.socket.stat().st_mode) == 0o700
        assert stat.S_IMODE((home / "database-passwords.json").stat().st_mode) == 0o600


def test_lost_passwords_are_said_and_nothing_is_thrown_away(home: Path) -> None:
    server = EmbeddedServer(home)
    with server:
        pass
    passwords = home / "database-passwords.json"
    passwords.rename(home / "elsewhere.json")
    with pytest.raises(EmbeddedServerError, match="Nothing was changed"):
        server.start()
    (home / "elsewhere.json").rename(passwords)
    with server:
        assert server.is_running()


def test_a_folder_without_postgres_is_refused_by_name(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMONTABLE_PG_BIN", str(home))
    with pytest.raises(EmbeddedServerError, match="COMMONTABLE_PG_BIN: expected a folder"):
        EmbeddedServer(home).start()


def test_a_home_with_a_very_long_path_still_gets_a_socket(home: Path) -> None:
    deep = home.joinpath(*["a-rather-long-folder-name"] * 6)
    with EmbeddedServer(deep) as server, psycopg.connect(server.url(APP)) as app:
        assert app.execute("SELECT 1").fetchone() == (1,)
    assert server.destroy()
