"""Terms: their kinds, their fields, and how they are read."""

from commontable.engines.costing.terms.fields import Field
from commontable.engines.costing.terms.kind import Family, Kind
from commontable.engines.costing.terms.kinds import KINDS
from commontable.engines.costing.terms.term import Contingent, Layer, Retro, Source, Term, terms_of

__all__ = [
    "KINDS",
    "Contingent",
    "Family",
    "Field",
    "Kind",
    "Layer",
    "Retro",
    "Source",
    "Term",
    "terms_of",
]
