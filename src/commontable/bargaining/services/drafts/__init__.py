"""Drafts: taking in a document, correcting what was read, passing it on, loading it, closing it."""
