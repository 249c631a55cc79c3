"""What a process that serves pages must not carry."""

from __future__ import annotations

import subprocess
import sys

SERVE = """
import sys
from commontable.config.wsgi import application
from django.urls import get_resolver

get_resolver()._populate()
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""

ELSEWHERE = {"pymupdf", "numba", "llvmlite"}


def test_a_web_worker_loads_neither_the_compiler_nor_what_opens_other_peoples_pdf_files() -> None:
    ran = subprocess.run([sys.executable, "-c", SERVE], capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.split())
    assert "commontable" in loaded
    assert not loaded & ELSEWHERE
