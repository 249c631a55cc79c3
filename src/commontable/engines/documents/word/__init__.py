"""Reading Word files: .docx as the reader sees it, with what its authors marked in it."""

from commontable.engines.documents.word.reading import read_word

__all__ = ["read_word"]
