"""The closed lists of words in which positions are recorded and judged."""

from enum import StrEnum


class Word(StrEnum):
    """A word of a closed list. Hashed as the text it is: words are part of every key here, and
    an enumeration's own hash is worked out in Python each time.
    """

    __hash__ = str.__hash__


class Side(Word):
    """The two sides of the table."""

    UNION = "union"
    EMPLOYER = "employer"

    @property
    def other(self) -> "Side":
        return Side.EMPLOYER if self is Side.UNION else Side.UNION


class ProposalKind(Word):
    """How a proposal was put across the table."""

    FORMAL = "formal"
    PACKAGE = "package"
    LBFO = "lbfo"
    SUPPOSAL = "supposal"
    INFORMAL = "informal"

    @property
    def is_baseline(self) -> bool:
        """Whether later passes may be measured from it: never true of talk off the record."""
        return self not in (ProposalKind.SUPPOSAL, ProposalKind.INFORMAL)

    @property
    def spoken(self) -> str:
        """The kind with its article, for a sentence read aloud."""
        return _SPOKEN_KINDS[self]


_SPOKEN_KINDS = {
    ProposalKind.FORMAL: "a formal proposal",
    ProposalKind.PACKAGE: "a package",
    ProposalKind.LBFO: "a last, best and final offer",
    ProposalKind.SUPPOSAL: "a supposal",
    ProposalKind.INFORMAL: "an informal item",
}


class TermKind(Word):
    """What sort of promise a term is. Each has its own rule in :mod:`.rules`."""

    RAISE = "raise"
    LUMP_SUM = "lump_sum"
    FLAT_RAISE = "flat_raise"
    AMOUNT = "amount"
    PERCENT = "percent"
    FLOOR = "floor"
    CAP = "cap"
    RATIO = "ratio"
    DURATION = "duration"
    DATE = "date"
    YES_NO = "yes_no"
    TEXT = "text"


class Better(Word):
    """The direction that is better for members; ``NONE`` is shown and never judged."""

    HIGHER = "higher"
    LOWER = "lower"
    EARLIER = "earlier"
    LATER = "later"
    YES = "yes"
    NO = "no"
    NONE = "none"


class Bound(Word):
    """Whether a value is promised as a least or as a most; a plain value has no bound."""

    MINIMUM = "minimum"
    MAXIMUM = "maximum"


class Aspect(Word):
    """Which side of a term is measured: what it says, from when, or what it adds up to."""

    VALUE = "value"
    EFFECTIVE = "effective"
    COMPOUNDED = "compounded"


class Cause(Word):
    """Why a position changed."""

    PASSED = "passed"
    WITHDRAWN = "withdrawn"
    PACKAGE_FELL = "package_fell"


class Verdict(Word):
    """What a change means for members."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNJUDGED = "unjudged"


class Uncomparable(Word):
    """Why two statements were shown side by side but not judged."""

    NOTHING_STANDS = "nothing_stands"
    NOT_SAID_LATER = "not_said_later"
    NOT_SAID_EARLIER = "not_said_earlier"
    UNITS_DIFFER = "units_differ"
    DIRECTIONS_DIFFER = "directions_differ"
    NO_VALUE = "no_value"
    TEXT_ONLY = "text_only"
    NO_DIRECTION = "no_direction"


class Against(Word):
    """What a flagged position was measured from."""

    STANDING = "standing"
    BEST = "best"
    OFF_RECORD = "off_record"
