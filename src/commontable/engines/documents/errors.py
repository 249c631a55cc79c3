"""What reading a document says when it cannot go on: what was expected, what came, and where."""


class DocumentError(ValueError):
    """A file or text that cannot be read as a document.

    ``where`` names the file. Reading keeps nothing between calls, so nothing is half done when it
    is raised.
    """

    def __init__(self, expected: str, got: str, where: str) -> None:
        self.where = where
        self.expected = expected
        self.got = got
        super().__init__(f"{where}: expected {expected}; got {got}. Nothing was kept.")
