"""Where compiled code is kept, and that nothing loads the compiler before it is used."""

import subprocess
import sys
from pathlib import Path

import pytest

from commontable.engines.costing.kernel import running


def test_the_folder_is_the_one_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMONTABLE_CACHE", str(tmp_path))
    folder = running.cache_folder()
    assert folder.parent == tmp_path / "commontable"
    assert folder.name.startswith("kernel-")
    assert running.cache_folder() == folder


def test_a_folder_nobody_may_write_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "a file, not a folder"
    taken.write_text("")
    monkeypatch.setenv("COMMONTABLE_CACHE", str(taken))
    folder = running.cache_folder()
    assert taken not in folder.parents
    assert folder.is_dir()


def test_other_sources_have_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMONTABLE_CACHE", str(tmp_path))
    before = running.cache_folder()
    engine = tmp_path / "engine"
    for name in ("components.py", "plan/arrays.py", "futures/spells.py", "kernel/running.py"):
        (engine / name).parent.mkdir(parents=True, exist_ok=True)
        (engine / name).write_text("# changed")
    monkeypatch.setattr(running, "__file__", str(engine / "kernel" / "running.py"))
    assert running.cache_folder() != before


def test_pricing_without_the_compiler_never_imports_it() -> None:
    code = (
        "import sys; from bench import costing_model as m;"
        "from commontable.engines.costing.costing import Costing;"
        "import commontable.engines.costing.paycheck, commontable.engines.costing.result;"
        "import commontable.engines.costing.futures.drawn;"
        "Costing(m.census(5), m.contract(), engine='columns').price(m.offers()[0]);"
        "assert 'numba' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])
