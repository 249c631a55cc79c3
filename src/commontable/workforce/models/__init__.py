from commontable.workforce.models.benefits import BenefitInventory, BenefitLine
from commontable.workforce.models.censuses import Census, PseudonymKey
from commontable.workforce.models.comparators import Comparator
from commontable.workforce.models.imports import Draft, Source
from commontable.workforce.models.schedules import WageRate, WageSchedule

__all__ = [
    "BenefitInventory",
    "BenefitLine",
    "Census",
    "Comparator",
    "Draft",
    "PseudonymKey",
    "Source",
    "WageRate",
    "WageSchedule",
]
