"""The cast, with a media folder that goes away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings


@pytest.fixture(autouse=True)
def media(tmp_path: Path) -> Iterator[Path]:
    """Where this test's censuses and uploads lie."""
    folder = tmp_path / "media"
    folder.mkdir()
    with override_settings(MEDIA_ROOT=folder):
        yield folder
