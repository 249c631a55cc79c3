"""Pure computing: no Django, no database, no network, no clock. "Today" is always an argument."""
