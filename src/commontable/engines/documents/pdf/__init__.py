"""Reading PDF files: text in the order people read it, tables by cell, page by page."""

from commontable.engines.documents.pdf.reading import read_pdf

__all__ = ["read_pdf"]
