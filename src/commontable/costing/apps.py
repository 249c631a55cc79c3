from django.apps import AppConfig


class CostingConfig(AppConfig):
    name = "commontable.costing"
    label = "costing"

    def ready(self) -> None:
        """Be told of what crosses a table, and tell its board what positions are worth."""
        # Once every app is there.
        from commontable.bargaining.hooks import (  # noqa: PLC0415
            on_board,
            on_crossing,
            on_demonstration,
        )
        from commontable.costing.demonstration import seed_costing  # noqa: PLC0415
        from commontable.costing.selectors.worth import appraise  # noqa: PLC0415
        from commontable.costing.services.following import table_moved  # noqa: PLC0415

        on_board(appraise)
        on_crossing(table_moved)
        on_demonstration(seed_costing)
