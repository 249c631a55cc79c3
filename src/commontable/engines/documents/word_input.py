"""The text of a .docx file alone; ``read_file`` also tells what is marked in it."""

from commontable.engines.documents.document import Document


def read_docx(content: bytes, name: str) -> Document:
    """A .docx file read into a document, its tracked changes as accepted.

    Raises ``DocumentError`` for a file that is not one, is damaged, or unpacks to too much.
    """
    # Only a Word file needs an XML parser; who reads text should not wait for it.
    from commontable.engines.documents.word import read_word  # noqa: PLC0415

    return read_word(content, name).document
