"""The coalition's own e-mails: plain text, sent once what they speak of is committed."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from commontable.coalition.invitation_links import link_of
from commontable.coalition.models import Coalition, Invitation


def send_invitation(invitation: Invitation) -> None:
    """Send the link to the address invited. A mail server that fails is logged, not shown."""
    coalition = Coalition.objects.get(pk=invitation.coalition_id)
    facts = {
        "invitation": invitation,
        "coalition": coalition,
        "inviter": None
        if invitation.invited_by_id == invitation.person_id
        else invitation.invited_by,
        "link": link_of(invitation),
    }
    message = EmailMessage(
        subject=render_to_string("coalition/mail/invitation_subject.txt", facts).strip(),
        body=render_to_string("coalition/mail/invitation.txt", facts),
        to=[invitation.email],
    )
    transaction.on_commit(message.send, robust=True)
