"""From a file that was read to a draft: its pieces, their marks, their terms, what they match.

Pure: what the engines found goes in, what a draft begins with comes out.
"""
