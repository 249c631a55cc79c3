"""What the redline says when it cannot go on: what was expected, what came, and where."""

from commontable.engines.comparison.errors import ComparisonError


class RedlineError(ComparisonError):
    """A document or a list of changes that cannot be compared or applied.

    ``where`` names the file, article or word position. Nothing is ever written when it is raised.
    """

    def __init__(self, expected: str, got: str, where: str) -> None:
        super().__init__(where=where, expected=expected, got=got)
