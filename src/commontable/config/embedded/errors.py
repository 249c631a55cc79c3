"""The one error of this package."""


class EmbeddedServerError(RuntimeError):
    """The embedded server cannot be found, created or started; the text says what to do."""
