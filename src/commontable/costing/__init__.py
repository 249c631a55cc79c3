"""Costing on screen: a census, a contract and the record of a table laid together, and priced."""
