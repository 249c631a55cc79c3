from commontable.coalition.models.authority import Authority, Invitation
from commontable.coalition.models.coalition import Coalition, Employer, Facility, Region
from commontable.coalition.models.people import Person, User
from commontable.coalition.models.submissions import Submission
from commontable.coalition.models.unions import (
    BargainingUnit,
    Headcount,
    Local,
    Union,
    UnionMembership,
)

__all__ = [
    "Authority",
    "BargainingUnit",
    "Coalition",
    "Employer",
    "Facility",
    "Headcount",
    "Invitation",
    "Local",
    "Person",
    "Region",
    "Submission",
    "Union",
    "UnionMembership",
    "User",
]
