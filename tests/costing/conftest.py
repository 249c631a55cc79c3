"""The cast, with a media folder that goes away."""

from __future__ import annotations

from workforce.conftest import media

__all__ = ["media"]
