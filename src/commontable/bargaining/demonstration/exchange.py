"""What the sides pass: openings, counters, packages, supposals, an easel photo."""

from __future__ import annotations

import random
import struct
import zlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from commontable.bargaining.demonstration.campaign import ORDINALS, Frame
from commontable.bargaining.demonstration.fiction import SUBJECTS, Subject
from commontable.bargaining.demonstration.files import mail
from commontable.bargaining.demonstration.wording import LOWER_REGIONS, terms_for
from commontable.bargaining.entries import TermEntry
from commontable.bargaining.models import Proposal
from commontable.bargaining.services.agreements import (
    sign_tentative_agreement,
    withdraw_tentative_agreement,
)
from commontable.bargaining.services.exhibits import FileEntry
from commontable.bargaining.services.passing import Passing
from commontable.bargaining.services.proposals import (
    correct_proposal,
    pass_proposal,
    withdraw_proposal,
)
from commontable.bargaining.words import Channel, ProposalKind, Side, TermKind

PROPOSALS = 236  # and four of language, beside the contract
US, THEM = ("Marisol Vega", "Colin Marsh"), ("Colin Marsh", "Marisol Vega")
RAISES, PREMIUM = "Across-the-board raises", "Premium share, family"
PACKAGES = (
    (11, Side.EMPLOYER, ("Night differential", "Weekend differential", "On-call pay")),
    (12, Side.UNION, ("Dental maximum", "Office visit copay", "Prescription copay")),
    (13, Side.EMPLOYER, ("Holidays", "Sick leave a year", "Bereavement leave")),
    (14, Side.UNION, ("Training fund", "Tuition reimbursement", "Steward release time")),
)
SUPPOSALS = (
    (14, Side.EMPLOYER, "Pension multiplier", "1.5"),
    (14, Side.UNION, "Wage floor", "24.00"),
    (12, Side.EMPLOYER, "Retirement match", "4.5"),
    (13, Side.EMPLOYER, "Training fund", "0.6"),
)
AGREED = (
    "Bereavement leave",
    "Common expiration",
    "Successor clause",
    "Racial justice in hiring",
    "Orientation access",
    "Protective equipment",
    "Term of agreement",
    "Grievance timelines",
)
AGREED_AND_WITHDRAWN = "New technology"


@dataclass(frozen=True, slots=True)
class Move:
    """One pass as planned: when, whose, on what, and what is said."""

    ordinal: int
    side: Side
    subjects: tuple[str, ...]
    said: dict[str, str]
    kind: ProposalKind = ProposalKind.FORMAL
    channel: Channel = Channel.ACROSS_THE_TABLE
    reason: str = ""
    regional: bool = False


@dataclass(slots=True)
class _Told:
    """The latest formal pass by issue and side."""

    latest: dict[tuple[str, Side], Proposal] = field(default_factory=dict)
    minutes: Counter[int] = field(default_factory=Counter)


def exchange(frame: Frame) -> list[Proposal]:
    """Pass everything, in order; then sign, withdraw and correct a little of it."""
    told = _Told()
    passed = [_pass(frame, told, move) for move in _planned()]
    _afterwards(frame, told)
    return passed


def _planned() -> list[Move]:
    invent = random.Random(1935)  # noqa: S311 - the same fiction every time
    subjects = {subject.name: subject for subject in SUBJECTS}
    moves = [
        *_special(),
        *(
            Move(ordinal, side, names, {n: _said(subjects[n], side, 1) for n in names},
                 kind=ProposalKind.PACKAGE)
            for ordinal, side, names in PACKAGES
        ),
        *(
            Move(ordinal, side, (name,), {name: said}, kind=ProposalKind.SUPPOSAL,
                 channel=Channel.SPOKEN)
            for ordinal, side, name, said in SUPPOSALS
        ),
    ]  # fmt: skip
    in_packages = {(side, name) for _, side, names in PACKAGES for name in names}
    ordinary = []
    for place, subject in enumerate(SUBJECTS):
        start = place % 4
        for side, stage, session in (
            (Side.UNION, 0, start),
            (Side.EMPLOYER, 0, start + 2),
            (Side.UNION, 1, start + 5),
            (Side.EMPLOYER, 1, start + 8),
        ):
            if stage and (side, subject.name) in in_packages:
                continue
            if subject.name == RAISES and side is Side.EMPLOYER and stage:
                continue  # told region by region among the special ones
            ordinary.append(
                Move(
                    ORDINALS[session],
                    side,
                    (subject.name,),
                    {subject.name: _said(subject, side, stage)},
                )
            )
    # Restated late, until there are as many as the demo promises.
    names = [subject.name for subject in SUBJECTS if subject.kind is TermKind.TEXT]
    while len(moves) + len(ordinary) < PROPOSALS:
        name = names[(len(moves) + len(ordinary)) % len(names)]
        ordinary.append(
            Move(ORDINALS[-3], Side.UNION, (name,), {name: _said(subjects[name], Side.UNION, 1)})
        )
    invent.shuffle(ordinary)
    excess = len(moves) + len(ordinary) - PROPOSALS
    droppable = [m for m in ordinary if m.ordinal >= ORDINALS[9] and _plain(subjects, m)]
    for move in droppable[: max(excess, 0)]:
        ordinary.remove(move)
    return sorted([*ordinary, *moves], key=lambda move: (move.ordinal, move.side is Side.EMPLOYER))


def _plain(subjects: dict[str, Subject], move: Move) -> bool:
    subject = subjects[move.subjects[0]]
    return subject.kind is TermKind.TEXT and subject.name not in {*AGREED, AGREED_AND_WITHDRAWN}


def _special() -> list[Move]:
    """The employer's wage offers by region, the two regressive moves, the easel, an e-mail."""
    return [
        Move(
            11,
            Side.EMPLOYER,
            (RAISES,),
            {RAISES: "4 3.5 3 3"},
            regional=True,
        ),
        Move(
            15,
            Side.EMPLOYER,
            (RAISES,),
            {RAISES: "4 3.5 3 3", "SBAY": "4 3 2.5 2.5"},
            regional=True,
            channel=Channel.EMAIL,
            reason="South Bay rates are above the market there.",
        ),
        Move(
            14,
            Side.EMPLOYER,
            (PREMIUM,),
            {PREMIUM: "6"},
            reason="The trend for next year came in higher than planned.",
        ),
        Move(
            13,
            Side.EMPLOYER,
            ("Staffing committees",),
            {"Staffing committees": "A mediator for staffing committees"},
            kind=ProposalKind.INFORMAL,
            channel=Channel.EASEL_PHOTO,
        ),
    ]


def _said(subject: Subject, side: Side, stage: int) -> str:
    pair = subject.union if side is Side.UNION else subject.employer
    if pair is None:
        raise ValueError(f"{subject.name} has no position for the {side}")
    return pair[stage]


def _pass(frame: Frame, told: _Told, move: Move) -> Proposal:
    told.minutes[move.ordinal] += 17
    by, to = US if move.side is Side.UNION else THEM
    issues = [frame.issues[name] for name in move.subjects]
    other = Side.EMPLOYER if move.side is Side.UNION else Side.UNION
    answered = {
        earlier.pk: earlier
        for name in move.subjects
        if (earlier := told.latest.get((name, other))) is not None
    }
    easel = move.channel is Channel.EASEL_PHOTO
    passed_at = frame.at(move.ordinal, told.minutes[move.ordinal] % 540)
    proposal = pass_proposal(
        actor=frame.actor,
        table=frame.common,
        passing=Passing(
            side=move.side,
            kind=move.kind,
            title=", ".join(move.subjects),
            issues=issues,
            terms=_terms(frame, move),
            files=_files(move, passed_at),
            answers=list(answered.values()) if move.kind is not ProposalKind.INFORMAL else [],
            session=frame.sessions[move.ordinal][0],
            passed_at=passed_at,
            channel=move.channel,
            handed_by=by,
            handed_to=to,
            witnesses="Daniel Okafor, Priya Raman" if easel else "",
            reason_given=move.reason,
        ),
    )
    if proposal.is_baseline:
        for name in move.subjects:
            told.latest[name, move.side] = proposal
    return proposal


def _files(move: Move, passed_at: datetime) -> list[FileEntry]:
    """The easel's photo, and the mail in which the last wage offer came."""
    if move.channel is Channel.EASEL_PHOTO:
        return [_photo()]
    return [mail(passed_at)] if move.channel is Channel.EMAIL else []


def _terms(frame: Frame, move: Move) -> list[TermEntry]:
    subjects = {subject.name: subject for subject in SUBJECTS}
    expires = frame.campaign.contract_expires or frame.actor.on
    terms: list[TermEntry] = []
    for name in move.subjects:
        subject, issue = subjects[name], frame.issues[name]
        if not move.regional:
            terms += terms_for(subject, issue, move.said[name], expires=expires)
            continue
        apart = {"SBAY"} & set(move.said)
        elsewhere = tuple(
            code
            for code in ("NBAY", "SBAY", "VALLEY", "COAST", "SOUND", "METRO")
            if code not in apart
        )
        terms += terms_for(subject, issue, move.said[name], expires=expires, regions=elsewhere)
        terms += terms_for(subject, issue, "3.5 3 3 2.5", expires=expires, regions=LOWER_REGIONS)
        for code in apart:
            terms += terms_for(subject, issue, move.said[code], expires=expires, regions=(code,))
    return terms


def _afterwards(frame: Frame, told: _Told) -> None:
    day = frame.sessions[ORDINALS[-1]][1]
    for name in (*AGREED, AGREED_AND_WITHDRAWN):
        proposal = told.latest[name, Side.EMPLOYER]
        # A package is agreed whole or not at all, so its parts are left open here.
        if proposal.kind == ProposalKind.PACKAGE:
            continue
        agreement = sign_tentative_agreement(
            actor=frame.actor,
            proposal=proposal,
            union_initials="MV",
            union_initialled_on=day,
            employer_initials="CM",
            employer_initialled_on=day,
        )
        if name == AGREED_AND_WITHDRAWN:
            withdraw_tentative_agreement(
                actor=frame.actor,
                agreement=agreement,
                side=Side.EMPLOYER,
                at=frame.at(ORDINALS[-1], 480),
                by="Colin Marsh",
                reason="Legal had not seen the second paragraph.",
            )
    withdraw_proposal(
        actor=frame.actor,
        proposal=told.latest["Gig and per-diem conversion", Side.EMPLOYER],
        at=frame.at(ORDINALS[-1], 500),
        by="Dana Whitlock",
        note="To be looked at again with the float pool.",
    )
    wrong = told.latest["Certification pay", Side.EMPLOYER]
    subject = next(one for one in SUBJECTS if one.name == "Certification pay")
    issue = frame.issues[subject.name]
    correct_proposal(
        actor=frame.actor,
        proposal=wrong,
        passing=Passing(
            side=Side.EMPLOYER,
            kind=ProposalKind.FORMAL,
            title=wrong.title,
            issues=[issue],
            terms=terms_for(subject, issue, "1.15", expires=frame.actor.on),
            session=wrong.session,
            passed_at=wrong.passed_at,
            channel=Channel.ACROSS_THE_TABLE,
            handed_by=wrong.handed_by,
            handed_to=wrong.handed_to,
        ),
        reason="The paper says $1.15; $1.10 was typed from memory.",
    )


def local_exchange(frame: Frame, proposals: dict[Side, str], **seat: object) -> None:
    """A short exchange at a union's own table, entered by its officer."""
    for (side, title), minutes in zip(proposals.items(), (30, 90), strict=True):
        by, to = US if side is Side.UNION else THEM
        pass_proposal(
            actor=seat["officer"],  # type: ignore[arg-type]
            table=seat["table"],  # type: ignore[arg-type]
            passing=Passing(
                side=side,
                kind=ProposalKind.FORMAL,
                title=title,
                issues=[seat["issue"]],  # type: ignore[list-item]
                passed_at=frame.at(14, minutes) + timedelta(days=2),
                handed_by=by,
                handed_to=to,
            ),
        )


def _photo() -> FileEntry:
    """A drawn easel paper: lines of marker on a white sheet, as a small PNG."""
    width, height = 360, 260
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        ink = y in range(40, 46) or any(y in range(top, top + 4) for top in (90, 130, 170, 210))
        for x in range(width):
            marked = ink and 30 < x < (260 if y < 60 else 200 + (y * 37) % 120)  # noqa: PLR2004
            rows += b"\x1f\x3a\x5f" if marked else b"\xfd\xfb\xf4"
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b"")]
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
    return FileEntry(
        ContentFile(data, name="easel-13.png"),
        title="Easel paper: staffing committees",
        alternative_text="Easel paper with four lines by marker under the heading Staffing.",
    )
