"""E-mail: the exact time, the people, every attachment with its hash and what it says."""

import hashlib
from datetime import datetime

import pytest

from commontable.engines.documents import DocumentError, Message, Received, read_file
from engines.documents.samples import mail, word_file
from engines.documents.test_word import REDLINED

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def message_of(received: Received) -> Message:
    assert received.message is not None
    return received.message


def test_the_time_it_was_received_is_the_last_servers_and_the_date_is_kept_apart() -> None:
    message = message_of(read_file(mail(), "offer.eml"))
    assert message.received_at == datetime.fromisoformat("2026-03-01T22:40:03-08:00")
    assert message.received_at.utcoffset() is not None
    assert message.sent_at == datetime.fromisoformat("2026-03-01T22:38:10-08:00")


def test_sender_recipients_subject_and_id_are_kept() -> None:
    message = message_of(read_file(mail(Subject="=?utf-8?q?R=C3=A9ponse?="), "offer.eml"))
    assert [str(each) for each in message.sender] == ["Lee Park <lee@employer.example>"]
    assert [each.address for each in message.to] == ["team@union.example", "ana@union.example"]
    assert (message.subject, message.message_id) == ("Réponse", "<42@employer.example>")


def test_every_attachment_has_its_hash_and_its_own_reading() -> None:
    file = word_file(REDLINED)
    photo = b"\x89PNG\r\n\x1a\n photo"
    received = read_file(
        mail("See both.", ("counter.docx", DOCX, file), ("../../easel.png", "image/png", photo)),
        "offer.eml",
    )
    counter, easel = message_of(received).attachments
    assert counter.sha256 == hashlib.sha256(file).hexdigest()
    assert counter.received is not None
    assert len(counter.received.marks) == 3
    assert (easel.name, easel.size, easel.received) == ("easel.png", len(photo), None)
    assert "a picture" in easel.refusal
    assert "easel.png" in received.warnings[0]
    assert received.document is not None
    assert received.document.shown == ("See", "both.")


def test_a_mail_in_the_mail_is_read_and_one_inside_that_is_only_kept() -> None:
    inner = mail("Innermost.")
    middle = mail("Middle.", ("inner.eml", "application/octet-stream", inner))
    outer = mail("Outer.", ("middle.eml", "application/octet-stream", middle))
    deepest = mail("Outermost.", ("outer.eml", "application/octet-stream", outer))
    [first] = message_of(read_file(deepest, "a.eml")).attachments
    assert first.received is not None
    assert message_of(first.received).body == "Outer."
    [second] = message_of(first.received).attachments
    assert second.received is None
    assert second.sha256 == hashlib.sha256(middle).hexdigest()
    assert "at most one mail inside a mail" in second.refusal


def test_a_mail_only_in_html_is_read_as_text() -> None:
    message = message_of(
        read_file(mail().replace(b"text/plain", b"text/html").replace(b"Our", b"<p>Our"), "a.eml")
    )
    assert message.body == "Our answer is attached."


def test_a_mail_without_a_received_header_says_that_its_time_is_not_known() -> None:
    content = mail().partition(b"\r\nFrom: ")
    received = read_file(b"From: " + content[2], "a.eml")
    assert message_of(received).received_at is None
    assert "not known" in received.warnings[0]


def test_what_a_mail_says_can_be_kept_by_any_database() -> None:
    content = mail("Wages\x00 rise.").replace(b"Counter on wages", b"Counter \xff\xfe on\x00 wages")
    message = message_of(read_file(content, "a.eml"))
    for text in (message.subject, message.body):
        assert "\0" not in text
        assert text.encode("utf-8")


def test_four_hundred_attachments_are_refused_with_what_to_do() -> None:
    files = [(f"{n}.txt", "text/plain", b"Wages.") for n in range(400)]
    with pytest.raises(DocumentError, match="at most 100 attachments; got 400") as refusal:
        read_file(mail("Look.", *files), "a.eml")
    assert "one by one" in refusal.value.advice


@pytest.mark.parametrize("depth", [50, 5_000])
def test_parts_within_parts_without_end_are_refused(depth: int) -> None:
    parts = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
        for n in range(depth)
    )
    content = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n" + parts
    with pytest.raises(DocumentError, match="nested"):
        read_file(content, "a.eml")
