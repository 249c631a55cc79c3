"""What a file of a contract or proposal says: its articles, paragraphs, tables and words.

``read_file`` reads any file that is read and tells all that came with it; ``read_apart`` does the
same in a process of its own, for files from outside. ``read_text``, ``read_bytes`` and
``read_docx`` make the ``Document`` alone; the other engines compare, search and cost what it says.
"""

from commontable.engines.documents.apart import Limits, read_apart
from commontable.engines.documents.data import as_data, from_data
from commontable.engines.documents.document import (
    LARGEST_TEXT,
    Article,
    Document,
    GivenArticle,
    Paragraph,
    read_articles,
    read_bytes,
    read_text,
)
from commontable.engines.documents.errors import DocumentError
from commontable.engines.documents.reading import LARGEST_FILE, read_file, read_pasted
from commontable.engines.documents.received import (
    Address,
    Apart,
    Attachment,
    Comment,
    Mark,
    Message,
    Received,
)
from commontable.engines.documents.word_input import read_docx

__all__ = [
    "LARGEST_FILE",
    "LARGEST_TEXT",
    "Address",
    "Apart",
    "Article",
    "Attachment",
    "Comment",
    "Document",
    "DocumentError",
    "GivenArticle",
    "Limits",
    "Mark",
    "Message",
    "Paragraph",
    "Received",
    "as_data",
    "from_data",
    "read_apart",
    "read_articles",
    "read_bytes",
    "read_docx",
    "read_file",
    "read_pasted",
    "read_text",
]
