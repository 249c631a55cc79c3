"""From the terms of the record to the terms of the costing engine; nothing is guessed."""
