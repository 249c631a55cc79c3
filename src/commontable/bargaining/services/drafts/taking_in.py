"""A document arrives: kept under its hash, read apart, split, matched, its terms suggested."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from commontable.audit.contents import plain
from commontable.audit.services import record
from commontable.bargaining.drafting import pieces as drafting
from commontable.bargaining.drafting.issue_guess import issue_of_piece
from commontable.bargaining.drafting.matching import Named, Partner, partners
from commontable.bargaining.drafting.suggestions import Ground, suggest
from commontable.bargaining.exhibit_store import EXHIBITS
from commontable.bargaining.media_types import recognise
from commontable.bargaining.models import Campaign, Draft, DraftPiece, Table
from commontable.bargaining.reading_slots import reading_slot
from commontable.bargaining.selectors.draft_ground import current_articles, ground_of, named
from commontable.bargaining.words import (
    Channel,
    ContractKind,
    DraftPurpose,
    DraftStatus,
    ProposalKind,
    Side,
)
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common import dates
from commontable.common.errors import CommontableError, ConflictError
from commontable.engines import documents

_HEAD = 4096
_LONGEST = 500
_WITH_MACROS = {".docm", ".dotm"}
_ENDINGS = {
    "docx": ".docx",
    "pdf": ".pdf",
    "text": ".txt",
    "markdown": ".md",
    "html": ".html",
    "email": ".eml",
}


class AlreadyADraftError(ConflictError):
    """The same file is an open draft: ``draft``."""

    def __init__(self, message: str, *, expected: str, kept: str, draft: Draft) -> None:
        super().__init__(message, expected=expected, kept=kept)
        self.draft = draft


class UnreadError(CommontableError):
    """A file that the reader could not read: why first, then what to do about it."""

    def __init__(self, error: documents.DocumentError, name: str) -> None:
        super().__init__(
            _("This file cannot be read."),
            expected=error.expected,
            came=error.got,
            where=error.where or name,
            kept=" ".join(filter(None, (error.advice, _("Nothing was kept.")))),
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a draft belongs."""

    campaign: Campaign
    table: Table | None
    contract_kind: ContractKind | None
    union_id: int | None


type Reads = Callable[[Path, str], documents.Received]


@transaction.atomic
def take_in_document(
    *,
    actor: Actor,
    campaign: Campaign,
    file: File[bytes],
    table: Table | None = None,
    contract_kind: ContractKind | None = None,
    union_id: int | None = None,
    read: Reads = documents.read_apart,
) -> Draft:
    """Make a draft of a file: of a proposal where a table is given, else of a whole contract.

    The file is read in a process of its own, with limits; a bound holds on how many are read at
    once. Only when all of it went well are the bytes kept and the rows written.

    Args:
        contract_kind: which contract of the campaign it is to become, where no table is given.
        union_id: whose contract; a proposal belongs to whoever the table belongs to.

    Raises:
        NotFoundError, NotAllowedError: the actor may not enter the record there.
        CommontableError: the file cannot be read; it says why and what to do. Nothing was kept.
        BusyError: others are being read, and this one has to wait.
        ConflictError: the same file is an open draft there already.
    """
    owner = table.union_id if table else union_id
    require(actor, Right.RECORD, union_id=owner, table_id=table.pk if table else None)
    place = _Place(campaign, table, contract_kind, owner)
    name = Path(file.name or "file").name[-255:]
    incoming = EXHIBITS.incoming()
    try:
        head, sha256 = _write(file, incoming, name)
        _refuse_twin(place, sha256)
        with reading_slot():
            received = _read(incoming, name, read)
        media_type = _media_type(name, head, received)
        draft = _draft(actor, place, received, name, media_type)
        lay_out(actor, draft, received)
        record(
            actor=actor,
            verb="take_in_document",
            subject=draft,
            coalition_id=draft.coalition_id,
            union_id=draft.union_id,
            occurred_at=draft.received_at,
            after={
                "file": name,
                "sha256": sha256,
                "size": draft.size,
                "from": draft.sender,
                "subject": draft.subject,
                "attachments": [f"{one['name']} {one['sha256']}" for one in draft.attachments],
                "pieces": draft.pieces.count(),
            },
        )
        EXHIBITS.adopt(incoming, media_type=media_type)
    finally:
        incoming.unlink(missing_ok=True)
    return draft


def largest_file() -> int:
    """Bytes: what is taken in at most."""
    return min(int(settings.EXHIBIT_LIMIT_BYTES), documents.LARGEST_FILE)


def _write(file: File[bytes], incoming: Path, name: str) -> tuple[bytes, str]:
    """The file's beginning and hash, once its bytes are written where they wait to be read."""
    limit = largest_file()
    digest, size, head = hashlib.sha256(), 0, b""
    with incoming.open("wb") as target:
        for chunk in file.chunks():
            size += len(chunk)
            if size > limit:
                raise CommontableError(
                    _("The file is too large."),
                    expected=_(
                        "at most %(most)s MB: the part with the language, or the same"
                        " without its pictures"
                    )
                    % {"most": limit // 1024 // 1024},
                    came=_("more"),
                    where=name,
                    kept=_("Nothing was kept."),
                )
            head = head or chunk[:_HEAD]
            digest.update(chunk)
            target.write(chunk)
    if not size:
        raise CommontableError(
            _("The file is empty."),
            expected=_("a file with words in it; check it where it came from"),
            where=name,
            kept=_("Nothing was kept."),
        )
    return head, digest.hexdigest()


def _media_type(name: str, head: bytes, received: documents.Received) -> str:
    """Under which type it can be kept. Asked only now: why a file is not read says more."""
    try:
        return recognise(name, head)
    except CommontableError as error:
        raise _misnamed(name, received) from error


def _misnamed(name: str, received: documents.Received) -> CommontableError:
    """A file that can be read, under an ending that is not its own: ``offer.docm``."""
    ending = _ENDINGS[received.format]
    if Path(name).suffix.lower() in _WITH_MACROS:
        message = _("Save it in Word as .docx, which keeps no macros, and drop that.")
    else:
        message = _("Give the file the ending it really has, and drop it again.")
    return CommontableError(
        message,
        expected=_("a name that ends in %(ending)s") % {"ending": ending},
        came=Path(name).suffix or _("a name without an ending"),
        where=name,
        kept=_("Nothing was kept."),
    )


def _read(path: Path, name: str, read: Reads) -> documents.Received:
    try:
        received = read(path, name)
    except documents.DocumentError as error:
        raise UnreadError(error, name) from error
    if drafting.paper_of(received, drafting.likely_part(received)).document is None:
        raise CommontableError(
            _("There are no words in it to make a draft of."),
            expected=_("a mail with text in it, or with a file that can be read"),
            where=name,
            kept=_("Nothing was kept."),
        )
    return received


def _refuse_twin(place: _Place, sha256: str) -> None:
    twins = Draft.objects.filter(
        campaign=place.campaign, sha256=sha256, status=DraftStatus.OPEN
    ).select_related("taken_in_by")
    for twin in twins.defer("reading"):
        if (twin.table, twin.contract_kind, twin.union_id) == (
            place.table,
            place.contract_kind or "",
            place.union_id,
        ):
            raise AlreadyADraftError(
                _("This very file is a draft already: “%(draft)s”, taken in by %(who)s.")
                % {"draft": twin, "who": twin.taken_in_by or _("somebody")},
                expected=_("a file that is not there yet; go on with that draft"),
                kept=_("Nothing was kept twice."),
                draft=twin,
            )


def _draft(
    actor: Actor, place: _Place, received: documents.Received, name: str, media_type: str
) -> Draft:
    message = received.message
    arrived = message.received_at if message else None
    return Draft.objects.create(
        coalition_id=place.campaign.coalition_id,
        union_id=place.union_id,
        campaign=place.campaign,
        table=place.table,
        purpose=DraftPurpose.PROPOSAL if place.table else DraftPurpose.CONTRACT,
        contract_kind=place.contract_kind or "",
        file_name=name,
        media_type=media_type,
        size=received.size,
        sha256=received.sha256,
        received_at=arrived or dates.now(),
        by_mail=arrived is not None,
        sent_at=message.sent_at if message else None,
        sender=plain(", ".join(map(str, message.sender)))[:_LONGEST] if message else "",
        subject=plain(message.subject)[:_LONGEST] if message else "",
        message_id=plain(message.message_id)[:_LONGEST] if message else "",
        attachments=plain([_attachment(each) for each in drafting.attachments_of(received)]),
        part=drafting.likely_part(received),
        reading=plain(documents.as_data(received)),
        facts=plain(_first_facts(received, place.table)),
        taken_in_by_id=actor.person_id,
    )


def _attachment(attachment: documents.Attachment) -> dict[str, Any]:
    return {
        "name": attachment.name,
        "media_type": attachment.media_type,
        "size": attachment.size,
        "sha256": attachment.sha256,
        "readable": drafting.readable(attachment),
        "refusal": attachment.refusal,
    }


def _first_facts(received: documents.Received, table: Table | None) -> dict[str, Any]:
    """What the form begins with: all that the mail says, and nothing that it does not."""
    message = received.message
    if table is None:
        return {}
    facts: dict[str, Any] = {"kind": ProposalKind.FORMAL.value}
    if message is not None:
        sender = message.sender[0] if message.sender else None
        to = message.to[0] if message.to else None
        facts |= {
            "channel": Channel.EMAIL.value,
            "title": message.subject[:300],
            "handed_by": (sender.name or sender.address)[:200] if sender else "",
            "handed_to": (to.name or to.address)[:200] if to else "",
        }
    tracked = {mark.author for mark in received.marks}
    if message is not None or tracked:
        facts["side"] = Side.EMPLOYER.value
    return facts


def lay_out(actor: Actor, draft: Draft, received: documents.Received) -> None:
    """Write the pieces of the draft's paper, in place of any there were."""
    paper = drafting.paper_of(received, draft.part)
    found = drafting.pieces_of(paper)
    draft.pieces.all().delete()
    if draft.purpose == DraftPurpose.CONTRACT:
        _lay_out_contract(draft, found)
        return
    known = named(current_articles(actor, draft.campaign, draft.union_id))
    arrived = [
        Named(place, piece.number, piece.heading, piece.before or piece.text)
        for place, piece in enumerate(found)
        if not piece.aside
    ]
    matched = partners(known, arrived)
    ground = ground_of(actor, draft.campaign, draft.union_id)
    DraftPiece.objects.bulk_create(
        _piece(draft, place, piece, matched.get(place), ground) for place, piece in enumerate(found)
    )


def _piece(
    draft: Draft, place: int, piece: drafting.Piece, partner: Partner | None, ground: Ground
) -> DraftPiece:
    article = partner.key if partner else None
    issue = issue_of_piece(ground.issues, heading=piece.heading, text=piece.text, article=article)
    terms, doubts = suggest(
        piece.text, heading=piece.heading, article=article, issue=issue, ground=ground
    )
    return DraftPiece(
        coalition_id=draft.coalition_id,
        union_id=draft.union_id,
        draft=draft,
        position=place,
        number=plain(piece.number),
        heading=plain(piece.heading),
        text=plain(piece.text),
        before=None if piece.before is None else plain(piece.before),
        first=piece.first,
        last=piece.last,
        article_id=article,
        alike=partner.alike if partner else 0,
        issue_id=issue,
        terms=plain([] if piece.aside else [each.data() for each in terms]),
        doubts=plain([each.data() for each in doubts]),
        dropped=piece.aside,
    )


def _lay_out_contract(draft: Draft, found: list[drafting.Piece]) -> None:
    DraftPiece.objects.bulk_create(
        DraftPiece(
            coalition_id=draft.coalition_id,
            union_id=draft.union_id,
            draft=draft,
            position=place,
            number=plain(number),
            heading=plain(piece.heading),
            text=plain(piece.text),
            before=None if piece.before is None else plain(piece.before),
            first=piece.first,
            last=piece.last,
            dropped=piece.aside,
        )
        for place, (piece, number) in enumerate(zip(found, drafting.numbered(found), strict=True))
    )
