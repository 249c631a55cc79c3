"""Facts found in the text of a proposal, an update or a letter, each with its place in it."""
