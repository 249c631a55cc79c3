"""Template tags of the design system: figures, sides, states, charts, pages."""
