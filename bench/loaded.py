"""The product with every module of it imported, as after months of use."""

import importlib
import pkgutil

import commontable
from commontable.config.wsgi import application

# Loaded in processes of their own and never where pages are served, which
# tests/config/test_web_worker.py holds: the compiler of the costing kernel takes 110 MB, what
# opens other people's PDF files as much again.
ELSEWHERE = (
    "commontable.bargaining.demonstration.",
    *(
        f"commontable.costing.pricing.{name}."
        for name in ("__main__", "answers", "futures", "held", "server", "warming")
    ),
    "commontable.engines.costing.futures.spells",
    "commontable.engines.costing.kernel.compil",
    "commontable.engines.costing.kernel.earning",
    "commontable.engines.costing.kernel.settling",
    "commontable.engines.costing.kernel.walking",
    "commontable.engines.documents.pdf.",
    "commontable.engines.exhibits.copies",
    "commontable.engines.exhibits.stamp",
)

for module in pkgutil.walk_packages(commontable.__path__, "commontable."):
    if ".migrations" not in module.name and not f"{module.name}.".startswith(ELSEWHERE):
        importlib.import_module(module.name)

__all__ = ["application"]
