"""The words that make a number a promise of one kind, or no promise at all.

A phrase is written as it is read; each blank in it stands for any white space. ``…_BEFORE`` is
looked for right before a number, ``…_AFTER`` and the rest that begin with ``^`` right after it.
"""

from __future__ import annotations

import re


def _one_of(*phrases: str) -> str:
    return f"(?:{'|'.join(phrases)})".replace(" ", r"\s")


def _said(*phrases: str) -> re.Pattern[str]:
    """Any of the phrases, anywhere."""
    return re.compile(rf"\b{_one_of(*phrases)}\b", re.IGNORECASE)


def _before(*phrases: str, then: str = "") -> re.Pattern[str]:
    """Any of the phrases at the end of what stands before a number."""
    return re.compile(
        rf"\b{_one_of(*phrases)}{then.replace(' ', chr(92) + 's')}\s?$", re.IGNORECASE
    )


def _after(*phrases: str, start: str = "") -> re.Pattern[str]:
    """Any of the phrases at the start of what stands after a number."""
    return re.compile(rf"^{start.replace(' ', chr(92) + 's')}{_one_of(*phrases)}\b", re.IGNORECASE)


_PAID = _one_of(
    "wages?",
    "salary",
    "salaries",
    "pay",
    "rates?",
    "scales?",
    "schedules?",
    "ranges?",
    "steps?",
    "compensation",
)
RAISE = _said(
    "general (?:wage|salary) increases?",
    "gwi",
    "atb",
    "cola",
    "across[ -]the[ -]board",
    "(?:rates?|wages?|pay|salaries) (?:will |shall )?go up",
    "(?:wage|salary|pay|base rate)s? (?:rate |scale |schedule )?"
    "(?:increases?|raises?|adjustments?)",
    "cost[ -]of[ -]living (?:adjustments?|increases?|raises?)",
    rf"{_PAID}\b[^.;]{{0,110}}\b(?:increased?|increases|raised?|raises|adjusted|advanced?)",
    r"(?:increases?|raises?)\b[^.;]{0,80}\b(?:wages?|salary|salaries|rates? of pay"
    "|base (?:rates?|pay)|wage (?:rates?|scales?)|hourly rates?)",
    r"(?:receive|get|granted?|provided?) (?:a |an )?[^.;]{0,60}\b(?:raise|increase)",
    "increases? of",
    "raises? of",
)
RAISE_NAMED = _said("increases?d?", "raises?d?", "gwi", "atb")
NOT_A_RAISE = _said(
    "differentials?",
    "premiums?",
    "contributions?",
    "contribute",
    "co-?pay(?:ment)?s?",
    "deductibles?",
    "match(?:ing)?",
    "pension",
    "401",
    "retirement",
    "case ?loads?",
    "staffing",
    "patients?",
    "overtime",
    "on[ -]call",
    "standby",
    "payroll",
)
HEADING_OF_WAGES = _said("wages?", "salary", "salaries", "compensation", "pay rates?")
LUMP = _said(
    "lump[ -]sums?",
    "(?:ratification|signing|retention|appreciation|recognition) (?:bonus|payment|award)(?:es|s)?",
    "one[ -]time (?:payment|bonus|cash|lump)s?",
    "bonus(?:es)?",
)
# A yearly bonus is a standing amount, not a lump sum of this agreement.
STANDING = _said(
    "per (?:calendar |fiscal )?year",
    "annual(?:ly)?",
    "each year",
    "every year",
    "performance",
    "psp",
    "referral",
    "incentive",
)
FLOOR = _said(
    "(?:wage |pay )?floors?",
    "minimum (?:hourly |starting |base )?(?:wages?|rates?|pay|salary|rate of pay)",
    r"(?:starting|hiring|entry) (?:wages?|rates?|pay)\b[^.;]{0,40}\b(?:not less|no less|at least)",
    r"no (?:[\w-]+ ){0,3}(?:employee|worker|member|nurse|person)s?\b[^.;]{0,60}\b"
    "(?:less|below|under|lower)",
    "(?:paid|earn) (?:no|not) less than",
)
PER_HOUR = re.compile(
    r"\b(?:per|an|each|every|/)\s?(?:paid\s|worked\s)?(?:hour|hr)s?\b|/\s?h(?:ou)?r\b|\bhourly\b",
    re.IGNORECASE,
)
PREMIUM = re.compile(r"\bpremiums?\b(?!\spay)", re.IGNORECASE)

LEAST_BEFORE = _before(
    "at least",
    "(?:a |the )?minimum(?: (?:period )?(?:of|be|is))?",
    "not?(?: be)? (?:less|fewer|lower) than",
    "not below",
    then="(?: the equivalent of| an? additional| of)*",
)
MOST_BEFORE = _before(
    "up(?: to)?",
    "at most",
    "no (?:more|later|longer|greater) than",
    "not (?:be )?(?:more|later|longer|greater) than",
    "(?:a |the )?maximum(?: (?:period )?(?:of|is|be))?",
    "within",
    then="(?: a total of| an?| the)*",
)
CAP_BEFORE = _before(
    "not (?:to )?exceed",
    "never exceed",
    "not exceeding",
    "capped at",
    "cap (?:of|shall be|is|at)",
    "limited to",
    "ceiling of",
    then="(?: a total of| an?| the)*",
)
BEYOND_BEFORE = re.compile(
    r"(?<!\bno\s)(?<!\bnot\s)(?<!\bnot\sbe\s)\b"
    + _one_of(
        "(?:more|less|fewer|greater|longer|other|lower|earlier|later) than",
        "in excess of",
        "exceed(?:s|ing)?",
        "over",
        "beyond",
        "under",
        "above",
        "below",
    )
    + r"(?:\s(?:an?|the))?\s?$",
    re.IGNORECASE,
)
FROM_BEFORE = _before("from", then="(?: the current)?")
TO_AFTER = re.compile(r"^[^.;]{0,40}?\bto\s", re.IGNORECASE)
OR_MORE = re.compile(
    r"^(?:[\s-]\w+){0,3}?\sor\s(?:more|longer|less|fewer|greater|older|over)\b", re.IGNORECASE
)
FOR_EVERY_BEFORE = _before(
    "(?:for )?(?:every|each)",
    "(?:each|all) of(?: the| these)?(?: first| next)?",
    "total(?:l?ing|s)",
    "defined as(?: an?)?",
)
AND_ALSO = re.compile(r"^(?:[\s-][A-Za-z]+){1,5},?\s(?:or|and)\s$")

# From such a word to the next comma a clause says when, not what.
CONDITION = _said(
    "if",
    "when",
    "whenever",
    "unless",
    "provided",
    "in the event",
    "once",
    "because",
    "until",
    "during the (?:first|last)",
    "after",
    "(?<!the )following",
    "upon",
    "as of",
    "currently",
    "presently",
    "previously",
    "formerly",
    "instead of",
    "rather than",
    "in lieu of",
)
# From such a word to the next comma or "shall" it says to whom.
RELATIVE = _said(
    "who",
    "whose",
    "whom",
    "that",
    "which",
    "where",
    "with at least",
    "any month",
    "based on",
    "existing",
    "(?:employees?|nurses?|members?|workers?|persons?|those) (?:with|having)",
    "hired",
)
MODAL = _said("shall", "will", "must", "may", "is entitled", "are entitled")
PROMISING = re.compile(
    rf"\b{
        _one_of(
            'shall',
            'will',
            'must',
            'may',
            'agrees? to',
            'entitled',
            'eligible',
            'guaranteed?',
            'receives?',
            'provides?',
            'pays?',
            'accrues?',
            'earns?',
            'grants?',
            'limited to',
            'not to exceed',
            'is',
            'are',
            'up to',
            'at least',
            'maximum',
            'minimum',
            'no (?:more|less|later|fewer)',
        )
    }\b|[:=\u2013\u2014]\s*$",
    re.IGNORECASE,
)

_OF_TIME = _one_of(
    "calendar", "working", "work", "business", "week", "bargaining", "paid", "regular", "scheduled",
    "additional", "full", "straight[ -]time",
)  # fmt: skip
_TIME = _one_of(
    "minutes?", "hours?", r"hrs?\.?", "days?", "weekdays?", "workdays?", "weeks?", "pay periods?",
    "months?", "years?", "shifts?", "holidays?", "weekends?",
)  # fmt: skip
DURATION_UNIT = re.compile(
    rf"^[\s-]?(?:\(s\)\s)?(?P<unit>(?:consecutive\s)?(?:{_OF_TIME}\s){{0,2}}(?P<noun>{_TIME}))\b"
    r"(?P<s>['’]s?|s['’])?",
    re.IGNORECASE,
)
# "a twelve (12) hour shift" names a shift; "a thirty (30) day notice" promises one.
ADJECTIVE_OF = _after(
    "shifts?", "employees?", "nurses?", "workers?", "schedules?", "increments?", "blocks?",
    "position", "appointments?", "term", "plan", "basis", "agreement", "contract", "interval",
    "rotation", "week", "workweek", "day", "work", "pattern", "per day", "per week",
    start=" ",
)  # fmt: skip
NOTICE_OF = _after(
    "notice", "notification", "deadline", "limit", "lead time", "moratorium", "cap",
    start="['’]? (?:advance |written |prior |calendar )*",
)  # fmt: skip
# "within the thirty (30) day period" promises; "in a twelve (12) month period" says when.
NOTICE_AFTER = re.compile(
    r"^[\s-]?(?:calendar\s|working\s|business\s)?(?:days?|weeks?|months?|hours?)(?:['’]s?|s['’])?"
    r"\s(?:advance\s|written\s|prior\s)*notice\b",
    re.IGNORECASE,
)
PERIOD = _after("period", "window", "span", start=r" (?:\w+ )?")
AGE_OR_PAST = _before("age", "aged", "past", "last", "previous", "preceding", "prior")
OF_SERVICE = _after(
    "of (?:continuous |credited )?(?:service|employment|seniority|age|experience)",
    "old",
    "following",
    "elapse",
    "have passed",
    start=" ",
)
DROPPED = re.compile(r"^(?:additional|paid|full|scheduled|regular)\s", re.IGNORECASE)

_PER = _one_of(
    "hour", "hr", "year", "yr", "month", "mo", "week", "wk", "shift", "day", "visit", "fill",
    "prescription", "employee", "worker", "member", "nurse", "person", "mile", "unit", "meal",
    "pair", "night", "credit", "pay period", "call",
)  # fmt: skip
_OF_PER = _one_of(
    "paid", "worked", "calendar", "fiscal", "contract", "eligible", "full-time", "office",
    "bargaining[ -]unit",
)  # fmt: skip
MONEY_PER = re.compile(
    rf"^\)?[\s-]?(?:(?:dollars\s)?(?:per|an?|each|every|for\seach|for\severy)\s|/\s?)"
    rf"(?:{_OF_PER}\s)*(?P<per>{_PER})\b",
    re.IGNORECASE,
)
ANNUALLY = re.compile(r"^[^.;,]{0,30}\b(?:annually|a\syear|yearly)\b", re.IGNORECASE)
MONTHLY = re.compile(r"^[^.;,]{0,30}\bmonthly\b", re.IGNORECASE)
PER_HOUR_BEFORE = re.compile(r"\bhourly\b[^.;,]{0,40}$", re.IGNORECASE)
CHANGE_BY = _before(
    "by", "additional", "another", "raised", "increased", "raise", "increase",
    then="(?: an? additional)?",
)  # fmt: skip
CHANGED_BY = _before("by", "raised", "increased", "raise", "increase", then="(?: an? additional)?")
CHANGE_AFTER = re.compile(r"^[^.;,]{0,40}\b(?:increases?|raises?)\b", re.IGNORECASE)
PROMISED_AFTER = _said("(?:shall|will|must) be (?:paid|provided|granted|credited|contributed)")
AMOUNT_OF = _before("of", "at", "by", "to", "equal to", then="(?: an?| the)?")
NAMED_BEFORE = re.compile(
    rf"\b{
        _one_of(
            'differentials?',
            'premiums?',
            'co-?pay(?:ment)?s?',
            'deductibles?',
            'bonus(?:es)?',
            'allowances?',
            'stipends?',
            'pay',
            'rates?',
            'fund',
            'accounts?',
            'maximum',
            'reimbursements?',
            'charges?',
        )
    }\b[^.;]{{0,40}}$",
    re.IGNORECASE,
)

_OF_BASE = _one_of(
    "the", "their", "his or her", "an? employee['’]?s?", "each employee['’]?s", "employees['’]",
    "total", "gross", "monthly", "its", "all", "eligible", "regular", "current", "full", "annual",
    "straight[ -]time", "base", "basic", "hourly", "bargaining[ -]unit", "applicable", "nurse['’]s",
    "cost of the", "health", "medical", "insurance", "family", "single", "dental",
)  # fmt: skip
BASES = {
    "payroll": "payroll",
    "premium": "premium",
    "salary": "pay",
    "salarie": "pay",
    "pay": "pay",
    "wage": "pay",
    "rate": "pay",
    "earning": "pay",
    "compensation": "pay",
    "cost": "cost",
    "tuition": "tuition",
    "shift": "shifts",
    "hour": "hours",
    "expense": "expenses",
}
"""What a percentage is of: the word without its ``s``, and how the record writes it."""
PERCENT_OF = re.compile(
    rf"^\)?\s(?:of|towards?|above|on)\s(?:{_OF_BASE}\s)*(?P<base>(?:{'|'.join(BASES)})s?)\b",
    re.IGNORECASE,
)
ABOVE_PAY = _after(
    "(?:above|over|on top of) (?:their|his or her|the) (?:current |regular )?(?:base )?"
    "(?:rate|pay|salary)",
    start=r"\)? ",
)
OF_PERCENT = re.compile(
    r"\b(?:of|a|an|at|by|to|equal\sto|additional)\s?$|[:=\u2013\u2014-]\s?$|^\s*$", re.IGNORECASE
)
