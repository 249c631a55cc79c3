"""The design system: tokens, base pages, components, charts and the figures people read."""
