"""Person × address × expected code. Every address of the product has a row here.

To add one: its name as in ``reverse()``, the arguments it takes, what a GET gives and what a POST
gives, each as ``codes(for everybody, person=…, another=…)``. Most pages need only one of the
ready-made answers. An address that answers no POST says ``NO_POST``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from permissions.people import ANONYMOUS, HARBOR, LEFT, PEOPLE, STRANGER, World

type Codes = Mapping[str, int]
type Arguments = Callable[[World], dict[str, Any]]


def codes(for_everybody: int, **exceptions: int) -> Codes:
    """The code each person gets; by name where it differs."""
    assert set(exceptions) <= set(PEOPLE), f"no such person: {set(exceptions) - set(PEOPLE)}"
    return dict.fromkeys(PEOPLE, for_everybody) | exceptions


def only(*people: str, code: int = 200, others: int = 404) -> Codes:
    """The code for some; for everybody else the address does not exist."""
    return dict.fromkeys(PEOPLE, others) | dict.fromkeys(people, code)


PUBLIC = codes(200)
SIGNED_IN = codes(200, anonymous=302)  # the sign-in library's own pages lead to the sign-in
SEATED = only(STRANGER, *HARBOR)  # a page without anybody's rows in its address
COALITION = only(*HARBOR)  # an address of the Harbor coalition's
NURSES = only("nurses_officer")  # an address of the nurses' own
NO_POST = codes(405)
# Who is nobody here gets 404 whatever they send; the others are told that it takes no POST.
NO_POST_FOR_THE_SEATED = codes(405, anonymous=404, left=404)


def nothing(_: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    """What an address answers, and to whom.

    Attributes:
        arguments: of ``reverse()``, for the world the tests stand in.
        get, post: the code each person gets.
        data: what is posted; by default nothing.
        case: tells apart two rows of one address, as the common table's and the nurses'.
    """

    name: str
    get: Codes
    post: Codes
    arguments: Arguments = nothing
    data: Arguments = nothing
    case: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return f"{self.name} {self.case}".strip()


ROWS: list[Row] = [
    Row("healthz", PUBLIC, NO_POST),
]

# Addresses of libraries that nobody reaches by a name of ours.
WITHOUT_A_ROW: Mapping[str, str] = {}

__all__ = ["ANONYMOUS", "LEFT", "ROWS", "WITHOUT_A_ROW", "Row"]
