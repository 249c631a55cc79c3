"""What this engine says when it cannot go on: what was expected, what came, and where."""


class ExhibitError(ValueError):
    """A file or an archive that cannot be worked on; nothing was kept of it."""

    def __init__(self, message: str, *, expected: str = "", got: str = "", where: str = "") -> None:
        self.message = message
        self.expected = expected
        self.got = got
        self.where = where
        parts = [f"{where}: {message}" if where else message]
        if expected:
            parts.append(f"Expected {expected}.")
        if got:
            parts.append(f"Got {got}.")
        super().__init__(" ".join(parts))
