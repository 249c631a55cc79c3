"""What a file of a contract or proposal says: its articles, paragraphs, tables and words.

``read_text``, ``read_bytes`` or ``read_docx`` makes a ``Document``; the other engines compare,
search and cost what it says.
"""

from commontable.engines.documents.document import (
    LARGEST_TEXT,
    Article,
    Document,
    Paragraph,
    read_bytes,
    read_text,
)
from commontable.engines.documents.errors import DocumentError
from commontable.engines.documents.word_input import read_docx

__all__ = [
    "LARGEST_TEXT",
    "Article",
    "Document",
    "DocumentError",
    "Paragraph",
    "read_bytes",
    "read_docx",
    "read_text",
]
