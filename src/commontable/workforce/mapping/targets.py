"""What a column of a sheet can be for us, and what others call it in their headings."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Target:
    """One column of ours.

    Attributes:
        key: its name in the engine's census, or in a schedule or comparator.
        names: what headings call it, in lower case without signs; the likeliest first.
        example: what a cell may look like.
    """

    key: str
    label: str | Promise
    names: tuple[str, ...]
    example: str = ""
    required: bool = False


CENSUS: tuple[Target, ...] = (
    Target(
        "employee_id",
        _("Employee number"),
        (
            "employee id",
            "employee number",
            "employee no",
            "emp id",
            "emplid",
            "empl id",
            "emp no",
            "emp number",
            "personnel number",
            "worker id",
            "person id",
            "id",
            "pseudonym",
            "badge",
        ),
        "100231",
        required=True,
    ),
    Target(
        "union",
        _("Union"),
        ("union", "union code", "union name", "bargaining agent", "labor union", "affiliate"),
        "UNH",
        required=True,
    ),
    Target("local", _("Local"), ("local", "local union", "local number", "union local"), "Local 3"),
    Target(
        "unit",
        _("Bargaining unit"),
        ("unit", "bargaining unit", "bu", "unit name", "bargaining unit code"),
        "UNH North Bay",
    ),
    Target(
        "region",
        _("Region"),
        ("region", "region code", "service area", "market", "area"),
        "NBAY",
        required=True,
    ),
    Target(
        "facility",
        _("Facility"),
        (
            "facility",
            "facility name",
            "work location",
            "location",
            "worksite",
            "site",
            "campus",
            "location name",
        ),
        "Alder Medical Center",
    ),
    Target(
        "department",
        _("Department"),
        ("department", "dept", "department name", "cost center", "home department"),
        "Telemetry",
    ),
    Target(
        "classification",
        _("Classification"),
        (
            "classification",
            "job classification",
            "job title",
            "title",
            "job",
            "position",
            "job code",
            "position title",
            "job class",
        ),
        "Registered Nurse II",
        required=True,
    ),
    Target("grade", _("Grade"), ("grade", "pay grade", "salary grade", "range"), "G7"),
    Target(
        "step", _("Step"), ("step", "pay step", "wage step", "salary step", "current step"), "5"
    ),
    Target(
        "schedule_status",
        _("Off the schedule or red-circled"),
        (
            "schedule status",
            "red circled",
            "red circle",
            "redcircled",
            "off schedule",
            "off step",
            "red circled off schedule",
            "frozen rate",
        ),
        "Y",
    ),
    Target(
        "base_rate_mills",
        _("Base rate, dollars an hour"),
        (
            "base rate",
            "hourly rate",
            "base hourly rate",
            "rate",
            "pay rate",
            "base pay rate",
            "hourly base rate",
            "rate of pay",
            "base wage",
            "wage",
            "base",
        ),
        "48.17",
    ),
    Target(
        "hire_date",
        _("Hired"),
        ("hire date", "date of hire", "hired", "original hire date", "start date", "doh"),
        "2014-06-30",
        required=True,
    ),
    Target(
        "anniversary_date",
        _("Anniversary"),
        ("anniversary date", "anniversary", "step date", "step anniversary", "next step date"),
        "2014-06-30",
    ),
    Target(
        "seniority_date",
        _("Seniority since"),
        ("seniority date", "seniority", "adjusted service date", "service date", "benefit date"),
        "2012-01-15",
    ),
    Target(
        "leave_date",
        _("Leaving on"),
        ("leave date", "termination date", "end date", "last day", "separation date"),
        "2026-11-30",
    ),
    Target(
        "fte_basis_points",
        _("Share of full time (FTE)"),
        (
            "fte",
            "full time equivalent",
            "fte percent",
            "fte status",
            "share of full time",
            "scheduled fte",
            "appointment",
        ),
        "0.8 or 80%",
    ),
    Target(
        "regular_quarter_hours",
        _("Regular hours"),
        (
            "regular hours",
            "scheduled hours",
            "standard hours",
            "std hours",
            "hours",
            "hours per pay period",
            "regular hrs",
            "straight time hours",
            "base hours",
            "reg hours",
        ),
        "72",
    ),
    Target(
        "overtime_quarter_hours",
        _("Overtime hours"),
        ("overtime hours", "overtime", "ot hours", "ot", "ot hrs", "overtime hrs"),
        "3.5",
    ),
    Target(
        "evening_quarter_hours",
        _("Evening hours"),
        ("evening hours", "evening", "evening shift hours", "pm hours", "eve hours"),
        "8",
    ),
    Target(
        "night_quarter_hours",
        _("Night hours"),
        ("night hours", "night", "night shift hours", "noc hours", "nights"),
        "0",
    ),
    Target("weekend_quarter_hours", _("Weekend hours"), ("weekend hours", "weekend"), "12"),
    Target(
        "standby_quarter_hours",
        _("Standby hours"),
        ("standby hours", "standby", "on call hours", "oncall hours", "call hours"),
        "0",
    ),
    Target(
        "certifications",
        _("Certifications"),
        ("certifications", "certification", "certificates", "credentials"),
        "CCRN; BSN",
    ),
    Target(
        "benefit_plan",
        _("Health plan"),
        ("benefit plan", "health plan", "medical plan", "plan"),
        "HMO",
    ),
    Target(
        "benefit_tier",
        _("Benefit tier"),
        ("benefit tier", "coverage tier", "tier", "coverage level", "coverage", "medical tier"),
        "family",
    ),
    Target(
        "pension_plan",
        _("Pension plan"),
        ("pension plan", "retirement plan", "pension", "retirement", "pension tier"),
        "Plan A",
    ),
)
SCHEDULE: tuple[Target, ...] = (
    Target(
        "classification",
        _("Classification"),
        (
            "classification",
            "job classification",
            "job title",
            "title",
            "job",
            "position",
            "job code",
            "class",
        ),
        "Registered Nurse II",
        required=True,
    ),
    Target("region", _("Region"), ("region", "region code", "area", "market"), "NBAY"),
    Target("step", _("Step"), ("step", "pay step", "wage step"), "5"),
    Target(
        "rate",
        _("Rate, dollars an hour"),
        ("rate", "hourly rate", "base rate", "wage", "hourly", "pay rate", "amount"),
        "48.17",
    ),
)
COMPARATORS: tuple[Target, ...] = (
    Target(
        "classification",
        _("Our classification"),
        (
            "classification",
            "our classification",
            "job classification",
            "job",
            "job title",
            "title",
            "position",
        ),
        "Registered Nurse II",
        required=True,
    ),
    Target(
        "region", _("Region"), ("region", "region code", "area", "market"), "NBAY", required=True
    ),
    Target(
        "employer",
        _("Employer"),
        ("employer", "hospital", "company", "organization", "competitor", "employer name"),
        "Seaside General",
        required=True,
    ),
    Target(
        "rate",
        _("Rate, dollars an hour"),
        ("rate", "hourly rate", "wage", "average rate", "base rate", "hourly", "pay rate"),
        "51.20",
        required=True,
    ),
    Target(
        "basis", _("What the rate is"), ("basis", "what", "kind", "measure", "rate type"), "average"
    ),
    Target(
        "bonus",
        _("Bonus, dollars a year"),
        ("bonus", "annual bonus", "sign on bonus", "yearly bonus"),
        "1,200",
    ),
    Target(
        "source",
        _("Source"),
        ("source", "document", "reference", "where from"),
        "contract, appendix A",
        required=True,
    ),
    Target(
        "dated_on",
        _("Date"),
        ("date", "as of", "effective", "effective date", "dated"),
        "2026-03-01",
        required=True,
    ),
)
