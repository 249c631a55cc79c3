"""Sheets of live formulas: a sample of workers worked out again, to be audited and changed."""
