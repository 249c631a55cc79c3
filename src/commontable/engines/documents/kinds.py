"""What kind of file some bytes are: by what they begin with, never by the name they came under.

Only what is text in any case is told apart by its name: Markdown, and parts of a page in HTML.
"""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from commontable.engines.documents.errors import DocumentError
from commontable.engines.documents.received import Format

MEDIA_TYPES: dict[Format, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "email": "message/rfc822",
}

EXPECTED = "a .docx, .pdf, .txt, .md, .html or .eml file"

_PDF_WITHIN = 1024
_HEAD = 4096
_SAVE_DOCX = "Open it in the program that made it, save it as .docx, and send that."
_SAVE_EITHER = "Save it as .docx or as PDF and send that."
_NO_TEXT = "Send the text itself, as .docx, .pdf or .txt."

_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "a rich text file (.rtf)", _SAVE_DOCX),
    (b"\x89PNG", "a picture (.png)", _NO_TEXT),
    (b"\xff\xd8\xff", "a picture (.jpg)", _NO_TEXT),
    (b"GIF8", "a picture (.gif)", _NO_TEXT),
    (b"II*\0", "a picture (.tiff)", _NO_TEXT),
    (b"MM\0*", "a picture (.tiff)", _NO_TEXT),
    (b"Rar!", "an archive (.rar)", "Unpack it and send the files one by one."),
    (b"7z\xbc\xaf", "an archive (.7z)", "Unpack it and send the files one by one."),
    (b"\x1f\x8b", "an archive (.gz)", "Unpack it and send the files one by one."),
    (b"MZ", "a program", _NO_TEXT),
    (b"\x7fELF", "a program", _NO_TEXT),
    (b"\xffWPC", "a WordPerfect file (.wpd)", _SAVE_DOCX),
    (b"%!PS", "a PostScript file (.ps)", "Print or save it as PDF and send that."),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_HOLDS = (
    ("EncryptedPackage", "a file locked with a password", "Save a copy without the password."),
    ("WordDocument", "an old Word file (.doc)", _SAVE_DOCX),
    ("Workbook", "an old Excel file (.xls)", _SAVE_EITHER),
    ("PowerPoint Document", "an old PowerPoint file (.ppt)", _SAVE_EITHER),
    ("__substg1.0_", "an Outlook message (.msg)", "In Outlook, save it as .eml and send that."),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ZIP_HOLDS = (
    ("xl/", "an Excel file (.xlsx)", _SAVE_EITHER),
    ("ppt/", "a PowerPoint file (.pptx)", _SAVE_EITHER),
    ("Index/", "a Pages file (.pages)", "In Pages, export it as Word and send that."),
    ("index.apxl", "a Keynote file (.key)", _SAVE_EITHER),
    ("content.xml", "an OpenDocument file (.odt)", _SAVE_DOCX),
    ("META-INF/container.xml", "an e-book (.epub)", _SAVE_EITHER),
)
_HTML = re.compile(
    rb"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_XHTML = re.compile(rb"^\s*<\?xml\b[^>]*\?>\s*(?:<!doctype\s+html|<html)\b", re.IGNORECASE)
_TAG = re.compile(rb"^\s*(?:<!--.*?-->\s*)*<[a-z][a-z0-9]*[\s/>]", re.IGNORECASE | re.DOTALL)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_HEADER = re.compile(rb"^(?:From |[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]?)")
_MAIL_HEADERS = re.compile(
    rb"^(?:received|return-path|delivered-to|message-id|mime-version|date|from|to|subject"
    rb"|dkim-signature|x-[a-z0-9-]+|content-type):",
    re.IGNORECASE | re.MULTILINE,
)
_LEAST_MAIL_HEADERS = 3


def format_of(content: bytes, name: str) -> Format:
    """The format ``content`` is in. Raises ``DocumentError`` for one that is not read."""
    if not content:
        raise DocumentError(EXPECTED, "an empty file", name, "Check it where it came from.")
    if content.startswith(_ZIP):
        return _in_zip(content, name)
    if content.startswith(_OLE):
        raise _in_ole(content, name)
    for start, what, advice in _OTHERS:
        if content.startswith(start):
            raise DocumentError(EXPECTED, what, name, advice)
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return "pdf"
    head = content[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(_UTF_16):
        head = head[2:].replace(b"\0", b"")
    page = name.lower().endswith((".html", ".htm"))
    if _HTML.match(head) or _XHTML.match(head) or (page and _TAG.match(head)):
        return "html"
    if _is_mail(head):
        return "email"
    return "markdown" if name.lower().endswith((".md", ".markdown")) else "text"


def _is_mail(head: bytes) -> bool:
    """Its first lines are headers, three of them ones that mail has."""
    top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    if not _HEADER.match(top):
        return False
    return len({found.lower() for found in _MAIL_HEADERS.findall(top)}) >= _LEAST_MAIL_HEADERS


def _in_zip(content: bytes, name: str) -> Format:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        raise DocumentError(
            EXPECTED,
            "a damaged .docx or archive",
            name,
            "It may have been cut off on its way: send it again, or save it again as .docx.",
        ) from None
    if "[Content_Types].xml" in names and any(each.startswith("word/") for each in names):
        return "docx"
    for held, what, advice in _ZIP_HOLDS:
        if any(each.startswith(held) for each in names):
            raise DocumentError(EXPECTED, what, name, advice)
    raise DocumentError(
        EXPECTED, "an archive (.zip)", name, "Unpack it and send the files one by one."
    )


def _in_ole(content: bytes, name: str) -> DocumentError:
    for held, what, advice in _OLE_HOLDS:
        if held.encode("utf-16-le") in content:
            return DocumentError(EXPECTED, what, name, advice)
    return DocumentError(EXPECTED, "an old Office file", name, _SAVE_DOCX)
