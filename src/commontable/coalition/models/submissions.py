"""What a form was sent for, once: so that the same sending again makes nothing more."""

from __future__ import annotations

from django.db import models

from commontable.coalition.models.people import Person
from commontable.coalition.ownership import UnionPrivate


class Submission(UnionPrivate):
    """A form that was accepted, by the key it was shown with, and the page of what it made.

    ``digest`` is of what was sent. The row is private to a union its sender acts for, if any:
    the fact made may be private to it, and nobody else has to know that it was made.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    address = models.TextField()
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "person", "key"], name="a_form_is_accepted_once"
            )
        ]

    def __str__(self) -> str:
        return self.address
