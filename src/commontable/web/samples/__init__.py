"""What the style guide shows: invented figures, no real employer, union or person."""

from commontable.web.samples.guide import guide

__all__ = ["guide"]
