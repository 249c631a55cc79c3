"""The product with every module of it imported, as after months of use."""

import importlib
import pkgutil

import commontable
from commontable.config.wsgi import application

# The compiler of the costing kernel takes 100 MB and is imported only where offers are priced:
# in a process of its own, never in one that serves pages.
COMPILED = frozenset(
    f"commontable.engines.costing.{name}"
    for name in ("kernel.compiled", "kernel.compiling", "kernel.settling", "futures.spells")
)

for module in pkgutil.walk_packages(commontable.__path__, "commontable."):
    if ".migrations" not in module.name and module.name not in COMPILED:
        importlib.import_module(module.name)

__all__ = ["application"]
