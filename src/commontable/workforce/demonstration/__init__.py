"""The demonstration's workforce: invented, the same each time, as many as the directory counts."""

from commontable.workforce.demonstration.seeding import seed_workforce

__all__ = ["seed_workforce"]
