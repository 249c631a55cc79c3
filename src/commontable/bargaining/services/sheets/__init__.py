"""Arranging comparison sheets, freezing their versions, and letting some of it out."""
