"""Every write to the bargaining record: one verb, one transaction, one entry in the log."""
