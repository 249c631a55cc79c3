"""Reading tables, already narrowed to what the actor may see."""

from __future__ import annotations

from django.db.models import QuerySet

from commontable.bargaining.models import Campaign, Table
from commontable.coalition.actors import Actor
from commontable.common.errors import NotFoundError


def tables_of(actor: Actor) -> list[Table]:
    """Every table the actor may read: the newest campaign first, common ones before local."""
    tables = (
        Table.objects.visible_to(actor)
        .select_related("campaign", "union")
        .order_by("-campaign__year", "campaign__name", "kind", "name")
    )
    return list(tables)


def first_table_of(actor: Actor, campaign: Campaign) -> Table | None:
    """A table of the campaign that the actor may read, a common one if there is one."""
    tables = Table.objects.visible_to(actor).filter(campaign=campaign)
    return tables.order_by("kind", "name").first()


def get_table(actor: Actor, table_id: int) -> Table:
    """One table.

    Raises:
        NotFoundError: it does not exist, or is another union's: the actor cannot tell which.
    """
    table = (
        Table.objects.visible_to(actor)
        .select_related("campaign", "campaign__employer", "union", "coalition")
        .filter(pk=table_id)
        .first()
    )
    if table is None:
        raise NotFoundError("There is no such table.")
    return table


def get_campaign(actor: Actor, campaign_id: int) -> Campaign:
    """One campaign of the actor's coalition.

    Raises:
        NotFoundError: it does not exist, or is another coalition's.
    """
    campaign = Campaign.objects.visible_to(actor).filter(pk=campaign_id).first()
    if campaign is None:
        raise NotFoundError("There is no such campaign.")
    return campaign


def campaigns_of(actor: Actor) -> QuerySet[Campaign]:
    """The coalition's campaigns, the newest first."""
    return Campaign.objects.visible_to(actor).select_related("employer")


def campaigns_named(actor: Actor, name: str, year: int) -> list[Campaign]:
    """The coalition's campaigns of that name and year: one, or none."""
    return list(Campaign.objects.visible_to(actor).filter(name=name, year=year))
