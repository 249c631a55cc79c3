"""PostgreSQL without an installation: for the demo, the tests and one-off commands.

Production brings its own server (``DATABASE_URL``). The dialect, the roles and the row-level
security are the same in both.
"""

from commontable.config.embedded.errors import EmbeddedServerError
from commontable.config.embedded.server import EmbeddedServer

__all__ = ["EmbeddedServer", "EmbeddedServerError"]
