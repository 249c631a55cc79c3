"""Sub-commands of ``commontable`` that only need the engines."""
