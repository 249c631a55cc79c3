"""Costing: what an offer is worth over a census, to the cent.

Pure computing: a census, a contract and offers go in; money goes out as whole cents, each figure
with the terms it came from. Import the modules you need; nothing is loaded ahead of its use.
"""
