"""Text from bytes in whatever encoding they came: told by their marks, then by what they spell."""

from commontable.engines.documents.errors import DocumentError

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAMPLE = 64 * 1024
_WIDE_SHARE = 0.3  # of every other byte zero: letters of two bytes each, without a mark
_LEAST = 4
_ASCII = 127
_WESTERN = ("cp1252", "mac-roman", "cp850")
_WESTERN_SHARE = 0.15  # in Cyrillic or Chinese nearly every letter is beyond ASCII
_MOST_ODD = 0.2
_USUAL_SIGNS = "‘’“”–—•…§©®°½¼¾£€¢«»¿¡™\u00a0\u00b7\u00ad"


def decoded(content: bytes, name: str, declared: str = "") -> tuple[str, str]:
    """The text of ``content`` and the encoding it was read in.

    ``declared`` is what a mail or page says of itself; it is tried first. Raises ``DocumentError``
    for what is no text in any encoding.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding, name), encoding.removesuffix("-sig")
    for encoding in filter(None, (declared, "utf-8")):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in text[:_SAMPLE]:
            return text, encoding.lower()
    wide = _wide(content[:_SAMPLE])
    if wide:
        return _strictly(content, wide, name), wide
    if b"\0" in content[:_SAMPLE]:
        raise DocumentError("text", "a binary file", name, "Save it as .docx, .pdf or .txt.")
    return _guessed(content)


def _oddness(text: str) -> int:
    """How many of the signs beyond ASCII no writer would have put where they stand."""
    odd = 0
    for before, sign, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if sign.isascii() or sign in _USUAL_SIGNS:
            continue
        at_word = before.isalpha() or after.isalpha()
        inside_lower = sign.isupper() and before.islower()
        odd += not (sign.isalpha() and at_word and not inside_lower)
    return odd


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as reason:
        raise DocumentError(
            f"text in {encoding.upper().removesuffix('-SIG')}, as its first bytes say",
            f"bytes that are none ({reason.reason} at byte {reason.start:,})",
            name,
            "Save the text again, as UTF-8, and send that.",
        ) from None


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    pairs = len(sample) // 2
    if pairs < _LEAST:
        return ""
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if high > _WIDE_SHARE * pairs and low < high / 10:
        return "utf-16-le"
    return "utf-16-be" if low > _WIDE_SHARE * pairs and high < low / 10 else ""


def _guessed(content: bytes) -> tuple[str, str]:
    high = sum(byte > _ASCII for byte in content[:_SAMPLE])
    if high < _WESTERN_SHARE * len(content[:_SAMPLE]):
        # English with a few quotes and accents gives a detector too little to go by.
        texts = [(each, content.decode(each, errors="replace")) for each in _WESTERN]
        odd, order = min((_oddness(text[:_SAMPLE]), at) for at, (_, text) in enumerate(texts))
        if odd < _MOST_ODD * high + 1:
            return texts[order][1], texts[order][0]
    # Loaded only when asked: nearly every text says what it is.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(content[:_SAMPLE]).best()
    for encoding in (best.encoding if best is not None else "", "cp1252"):
        if not encoding:
            continue
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", errors="replace"), "cp1252"
