"""English. Of Django's short forms 09/05/2026 is May to one reader and September to another."""

DATE_FORMAT = SHORT_DATE_FORMAT = "N j, Y"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "N j, Y, P"
