"""What may happen: turnover, hiring, overtime, medical trend, inflation, as runs from a seed."""
