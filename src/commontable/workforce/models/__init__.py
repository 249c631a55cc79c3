from commontable.workforce.models.benefits import BenefitInventory, BenefitLine
from commontable.workforce.models.censuses import Census, PseudonymKey
from commontable.workforce.models.comparators import Comparator
from commontable.workforce.models.schedules import WageRate, WageSchedule
from commontable.workforce.models.uploads import Source, Upload

__all__ = [
    "BenefitInventory",
    "BenefitLine",
    "Census",
    "Comparator",
    "PseudonymKey",
    "Source",
    "Upload",
    "WageRate",
    "WageSchedule",
]
