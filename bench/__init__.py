"""Speed and memory, measured beside the plain alternative."""
