"""Comparison sheets, computed from the record and read back from their versions."""
