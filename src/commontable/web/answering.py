"""How a form's act is answered: as everywhere in the house."""

from commontable.web.answering import again, attempt, see

__all__ = ["again", "attempt", "see"]
