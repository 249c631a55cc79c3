"""The product with every module of it imported, as after months of use."""

import importlib
import pkgutil

import commontable
from commontable.config.wsgi import application

for module in pkgutil.walk_packages(commontable.__path__, "commontable."):
    if ".migrations" not in module.name:
        importlib.import_module(module.name)

__all__ = ["application"]
