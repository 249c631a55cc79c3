"""Small named modules everybody may use: errors, money, dates, row security."""
