"""Small files of every format, made for the tests: Word from its XML, PDF by PyMuPDF, mail."""

import zipfile
from email.message import EmailMessage
from io import BytesIO

import pymupdf

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
WHO = 'w:id="1" w:author="Dana Reyes" w:date="2026-03-01T22:40:00Z"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = """<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/></Types>"""


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    own = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{own}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(content: str, properties: str = "") -> str:
    """A paragraph; plain text becomes a run."""
    own = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p>{own}{inner}</w:p>"


def inserted(text: str, who: str = WHO) -> str:
    """Text as a tracked insertion."""
    return f"<w:ins {who}>{run(text)}</w:ins>"


def deleted(text: str, who: str = WHO) -> str:
    """Text as a tracked deletion."""
    inner = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f"<w:del {who}>{inner}</w:del>"


def word_file(body: str, parts: dict[str, str] | None = None, main: str = "") -> bytes:
    """A .docx with ``body``; ``parts`` are further parts by name ("numbering": inner XML)."""
    own = parts or {}
    content = main or f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    relations = "".join(
        f'<Relationship Id="r{order}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for order, name in enumerate(own)
    )
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": content,
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}">'
            f"{relations}</Relationships>",
            **{f"word/{name}.xml": text for name, text in own.items()},
        }
    )


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of ``parts``."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def part(tag: str, inner: str) -> str:
    """The XML of one further part."""
    return f"<w:{tag} {NAMESPACES}>{inner}</w:{tag}>"


def level(depth: int, text: str, form: str = "decimal", more: str = "") -> str:
    """One level of an automatic list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def listed(number: int, depth: int = 0) -> str:
    """Paragraph properties that make it an item of list ``number``."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def numbering(*levels: str, more: str = "") -> str:
    """List 1 with ``levels``, and whatever ``more`` adds."""
    return part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}',
    )


def pdf_file(*pages: str, size: float = 11, **options: object) -> bytes:
    """A PDF of ``pages``, each line of text a line of it."""
    file = pymupdf.open()
    for text in pages:
        page = file.new_page()
        page.insert_text((72, 72), text, fontsize=size)
    return bytes(file.tobytes(**options))


def scanned_pdf(pages: int = 1, text: str = "") -> bytes:
    """A PDF of pictures; the last page has ``text`` instead, if there is any."""
    file = pymupdf.open()
    picture = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 60, 80), False)
    picture.set_rect(picture.irect, (200,))
    for _ in range(pages):
        page = file.new_page()
        page.insert_image(page.rect, pixmap=picture)
    if text:
        file.new_page().insert_text((72, 72), text)
    return bytes(file.tobytes())


def mail(
    body: str = "Our answer is attached.", *attachments: tuple[str, str, bytes], **headers: str
) -> bytes:
    """An e-mail as a server keeps it."""
    message = EmailMessage()
    message["From"] = "Lee Park <lee@employer.example>"
    message["To"] = "team@union.example, Ana <ana@union.example>"
    message["Subject"] = "Counter on wages"
    message["Message-ID"] = "<42@employer.example>"
    message["Date"] = "Sun, 01 Mar 2026 22:38:10 -0800"
    for name, value in headers.items():
        del message[name.replace("_", "-")]
        message[name.replace("_", "-")] = value
    message.set_content(body)
    for name, kind, content in attachments:
        main, _, sub = kind.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    received = (
        b"Received: from mx.employer.example by mail.union.example with ESMTPS id 7;\r\n"
        b"\tSun, 1 Mar 2026 22:40:03 -0800 (PST)\r\n"
        b"Received: from desk by mx.employer.example; Sun, 1 Mar 2026 22:38:12 -0800\r\n"
    )
    return received + message.as_bytes(policy=message.policy.clone(linesep="\r\n"))
