"""How days and times are written, by language: a short form that cannot be misread."""
