"""What reading a document says when it cannot go on: what was expected, what came, and where."""


class DocumentError(ValueError):
    """A file or text that cannot be read as a document.

    ``where`` names the file, ``advice`` says what to do about it. Reading keeps nothing between
    calls, so nothing is half done when it is raised.
    """

    def __init__(self, expected: str, got: str, where: str, advice: str = "") -> None:
        self.where = where
        self.expected = expected
        self.got = got
        self.advice = advice
        said = f"{where}: expected {expected}; got {got}. "
        super().__init__(
            f"{said}{advice} Nothing was kept." if advice else f"{said}Nothing was kept."
        )
