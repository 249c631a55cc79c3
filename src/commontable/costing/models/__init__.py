"""Costing's rows: what is priced, the scenarios, and the answers that were kept."""

from commontable.costing.models.bases import Basis
from commontable.costing.models.paychecks import (
    PaycheckRelease,
    PaycheckWithdrawal,
    PublicPaycheck,
)
from commontable.costing.models.results import Pricing, Result
from commontable.costing.models.scenarios import Scenario

__all__ = [
    "Basis",
    "PaycheckRelease",
    "PaycheckWithdrawal",
    "Pricing",
    "PublicPaycheck",
    "Result",
    "Scenario",
]
