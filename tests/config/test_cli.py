"""The command line says what it can do, and refuses with a reason."""

import subprocess
import sys
from pathlib import Path

import pytest

from commontable.cli import COMMANDS, main


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().err
    for command in COMMANDS:
        assert command.words in said
        assert command.about in said


def test_unknown_words_are_repeated_beside_what_is_known(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["import", "everything"]) == 2
    said = capsys.readouterr().err
    assert "got: import everything" in said
    assert "import record" in said


def test_texts_are_compared_without_django_or_a_database(tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("ARTICLE 1. WAGES\n\nWages rise by three percent in the first year.\n")
    new.write_text("ARTICLE 1. WAGES\n\nWages rise by four percent in the first year.\n")
    script = (
        "import sys\n"
        "from commontable.cli import main\n"
        f"code = main(['compare', {str(old)!r}, {str(new)!r}])\n"
        "assert 'django' not in sys.modules and 'psycopg' not in sys.modules\n"
        "sys.exit(code)\n"
    )
    source = Path(__file__).parents[2] / "src"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "three" in done.stdout
    assert "four" in done.stdout


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_a_server_does_not_start_without_its_environment(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ct_app@127.0.0.1/commontable")
    monkeypatch.delenv("SECRET_KEY", raising=False)
    assert main([command]) == 2
    assert "SECRET_KEY: expected in the environment, got none" in capsys.readouterr().out


def test_migrating_a_server_needs_the_owner_role(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ct_app@127.0.0.1/commontable")
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    assert main(["migrate"]) == 2
    assert "DATABASE_OWNER_URL: expected the owner role's address" in capsys.readouterr().out


def test_the_demo_keeps_its_hands_off_a_server_of_yours(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ct_app@127.0.0.1/commontable")
    assert main(["demo"]) == 2
    assert main(["reset-demo"]) == 2
    assert capsys.readouterr().out.count("the demo brings its own database") == 2


def test_a_port_that_is_no_port_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("PORT", "80000")
    assert main(["demo"]) == 2
    assert "PORT: expected a number from 1 to 65535, got '80000'" in capsys.readouterr().out
