"""The one error the comparison of positions raises, with its facts."""


class ComparisonError(ValueError):
    """A record that cannot be compared as it was given.

    ``where`` names the pass and term, ``expected`` what would be accepted, ``got`` what came.
    The engine keeps nothing between calls, so nothing is lost or half done when it is raised.
    """

    def __init__(self, *, where: str, expected: str, got: str) -> None:
        self.where = where
        self.expected = expected
        self.got = got
        super().__init__(f"{where}: expected {expected}; got {got}. Nothing was compared.")
