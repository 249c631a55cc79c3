"""The pricing process: it holds censuses ready and answers questions about offers, to the cent.

A process of its own, so that no web worker carries the compiler and the columns of 85,000
workers. It has no database and opens no file by name: whoever asks hands over the rows that may be
seen, as a file already opened. ``client`` is the web's side; ``server`` is the process.
"""
