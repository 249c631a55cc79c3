"""``python -m commontable.costing.pricing``: the process, as the environment says."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from commontable.costing.pricing.server import run

if __name__ == "__main__":
    sys.exit(
        run(
            Path(os.environ["PRICING_SOCKET"]),
            workers=int(os.environ.get("PRICING_WORKERS", "1000000")),
            memory_mb=int(os.environ.get("PRICING_MEMORY_MB", "3000")),
        )
    )
