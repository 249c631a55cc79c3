"""What a sheet cannot be, with the facts somebody needs to mend it."""

from __future__ import annotations


class SheetError(ValueError):
    """A sheet that cannot be read, narrowed or written.

    ``expected`` is what would have been accepted, ``got`` what came. Nothing is kept between calls,
    so nothing is half done when it is raised.
    """

    def __init__(self, message: str, *, expected: str = "", got: str = "") -> None:
        self.message, self.expected, self.got = message, expected, got
        facts = "; ".join(
            part for part in (expected and f"expected {expected}", got and f"got {got}") if part
        )
        super().__init__(f"{message} ({facts})" if facts else message)
