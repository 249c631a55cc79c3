"""The cast, and ways to sign them in as people do."""

from __future__ import annotations

import pytest
from django.test import Client

from cast import Cast, assemble
from coalition.signing_in import Visitor
from database import Database


@pytest.fixture
def cast(fresh_database: Database) -> Cast:
    return assemble()


@pytest.fixture
def visitor(fresh_database: Database) -> Visitor:
    """Somebody at a browser of their own, not signed in."""
    return Visitor(Client())
