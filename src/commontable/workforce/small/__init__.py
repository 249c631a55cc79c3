"""Sheets of hundreds of rows: wage schedules and comparators, each row taken or refused."""
