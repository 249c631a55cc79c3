"""Commontable: where a coalition of unions records what crosses the bargaining table."""

__version__ = "0.1.0"
