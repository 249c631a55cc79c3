"""Reading e-mail: when it came, from whom, what it says, and every file that hung on it."""

from commontable.engines.documents.mail.message import attached_content, read_mail

__all__ = ["attached_content", "read_mail"]
