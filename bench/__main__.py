"""``make bench``: run every module's ``run(report)``, then print one table.

``python -m bench board tenancy`` runs only those. Exit code 1 if a promise was missed.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import time

import bench
from bench.ground import database
from bench.report import Report


def main(wanted: list[str]) -> int:
    names = sorted(module.name for module in pkgutil.iter_modules(bench.__path__))
    unknown = set(wanted) - set(names)
    if unknown:
        print(f"Expected some of {', '.join(names)}; got {', '.join(sorted(unknown))}")
        return 2
    report = Report()
    with database():
        for name in wanted or names:
            if name.startswith("_"):
                continue
            run = getattr(importlib.import_module(f"bench.{name}"), "run", None)
            if run is None:  # what others build on
                continue
            report(f"\n{name}")
            began = time.perf_counter()
            run(report)
            report(f"  ({time.perf_counter() - began:.0f} s)")
    report(f"\n{report.table()}")
    report(
        "\nMedians, ours and plain in turn in the same run. Trust the ratios more than the times."
    )
    return 0 if all(row.kept for row in report.rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
