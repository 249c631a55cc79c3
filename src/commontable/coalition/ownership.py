"""To whom a row belongs: the base of every table with a tenant, in any domain.

``CoalitionOwned`` rows are read by everybody with a seat in the coalition. ``UnionPrivate`` rows
with a union are read only by those who act for that union. The database enforces both
(``commontable.common.row_security``); the explicit filter here keeps the plans fast, and a
second lock on the door.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models

if TYPE_CHECKING:
    from commontable.coalition.actors import Actor


class CoalitionManager[M: models.Model](models.Manager[M]):
    def visible_to(self, actor: Actor) -> models.QuerySet[M]:
        """The coalition's rows."""
        return self.filter(coalition_id=actor.coalition_id)


class PrivateManager[M: models.Model](models.Manager[M]):
    def visible_to(self, actor: Actor) -> models.QuerySet[M]:
        """The coalition's common rows and those of the unions the actor acts for."""
        return self.filter(
            models.Q(union_id=None) | models.Q(union_id__in=sorted(actor.unions)),
            coalition_id=actor.coalition_id,
        )


class CoalitionOwned(models.Model):
    coalition = models.ForeignKey("coalition.Coalition", models.PROTECT, related_name="+")

    objects: ClassVar[CoalitionManager[Self]] = CoalitionManager()

    class Meta:
        abstract = True


class UnionPrivate(models.Model):
    coalition = models.ForeignKey("coalition.Coalition", models.PROTECT, related_name="+")
    union = models.ForeignKey(
        "coalition.Union",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="The one union this is private to; empty: the whole coalition's.",
    )

    objects: ClassVar[PrivateManager[Self]] = PrivateManager()

    class Meta:
        abstract = True


class EnteredFact(UnionPrivate):
    """A fact with who entered it and when; the database refuses to change or remove it."""

    entered_at = models.DateTimeField(auto_now_add=True)
    entered_by = models.ForeignKey(
        "coalition.Person", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        abstract = True
