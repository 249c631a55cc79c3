"""Facts found in the text of a proposal, an update or a letter, each with its place in it.

``facts`` reads updates, letters and pages; ``promises`` reads contract language; ``words`` is the
text of a file as facts are read in it.
"""
