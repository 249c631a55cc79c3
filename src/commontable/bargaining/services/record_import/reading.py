"""From a file's bytes to what it says, or to every fault in it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from commontable.bargaining.entries import MOST_YEARS, closest
from commontable.bargaining.services.record_import.contents import (
    CampaignFacts,
    EventFacts,
    ProposalFacts,
    RecordFile,
    SessionFacts,
    SettlementFacts,
    TermFacts,
)
from commontable.bargaining.services.record_import.fields import Fields, said
from commontable.bargaining.services.record_import.problems import BrokenRecordError, Fault
from commontable.bargaining.services.record_import.yaml_lines import (
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    compose,
    line_of,
)
from commontable.bargaining.words import Bound, Channel, ProposalKind, Side

EVERYWHERE = "all"
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_MOST_PERCENT = 100
_LONGEST_NAME, _LONGEST_CODE, _LONGEST_SOURCE, _LONGEST_UNIT = 200, 20, 500, 60


def read_record(data: bytes, *, today: date | None = None) -> RecordFile:
    """Read a record's file; its shape is told in docs/how-to/import-a-record.md.

    Args:
        today: what is said to have happened later is a fault; None: no day is.

    Raises:
        BrokenRecordError: with every fault found, each with its line.
    """
    root = compose(data)
    faults: list[Fault] = []
    if not isinstance(root, MappingNode):
        raise BrokenRecordError(
            [Fault(line_of(root), "A record is a mapping: employer, regions …")]
        )
    top = Fields(root, faults, "A record")
    top.require("employer", "regions", "campaigns")
    regions = _regions(top)
    record = RecordFile(
        employer=top.text("employer", most=_LONGEST_NAME),
        regions=regions,
        campaigns=tuple(_campaign(node, regions, faults, today) for node in top.items("campaigns")),
    )
    top.finish()
    seen: dict[str, int] = {}
    for campaign in record.campaigns:
        if campaign.label in seen:
            first = seen[campaign.label]
            faults.append(
                Fault(campaign.line, f"“{campaign.label}” stood on line {first} already.")
            )
        seen.setdefault(campaign.label, campaign.line)
    if faults:
        raise BrokenRecordError(faults)
    return record


def _regions(top: Fields) -> dict[str, str]:
    node = top.node("regions")
    if node is None:
        return {}
    if not isinstance(node, MappingNode):
        top.fault(node, f"“regions” takes codes with their names; got {said(node)}.")
        return {}
    fields = Fields(node, top.faults, "“regions”")
    names = {}
    for key, _ in node.value:
        if not isinstance(key, ScalarNode):
            continue
        code = key.value.strip()
        name = fields.text(key.value, most=_LONGEST_NAME)
        if not name or not code or len(code) > _LONGEST_CODE:
            top.fault(
                key,
                f"A region is a code, at most {_LONGEST_CODE} letters, with a name: {said(key)}.",
            )
        names[code] = name
    return names


def _campaign(
    node: Node, regions: dict[str, str], faults: list[Fault], today: date | None
) -> CampaignFacts:
    at = Fields(node, faults, "A campaign")
    at.require("coalition", "year")
    notices = [_notice(item, faults) for item in at.items("notices")]
    strike = at.node("strike")
    events = [_event(item, faults) for item in at.items("events")] + notices
    if strike is not None:
        events.append(_strike(strike, faults))
    settlement = at.node("settlement")
    campaign = CampaignFacts(
        line=at.line,
        name=at.text("coalition", most=_LONGEST_NAME),
        year=at.whole("year", least=_FIRST_YEAR, most=_LAST_YEAR) or 0,
        members=at.whole("members", least=0, most=10**9),
        unions=at.whole("unions", least=0, most=10**4),
        contract_expires=at.day("contract_expires"),
        health_care=at.answer("health_care"),
        sessions=tuple(_session(item, faults) for item in at.items("sessions")),
        events=tuple(event for event in events if event is not None),
        proposals=tuple(
            proposal
            for item in at.items("proposals")
            if (proposal := _proposal(item, regions, faults, today)) is not None
        ),
        settlement=_settlement(settlement, regions, faults, today)
        if settlement is not None
        else None,
    )
    at.finish()
    ordinals = [session.ordinal for session in campaign.sessions]
    if any(ordinals) and (None in ordinals or len(set(ordinals)) < len(ordinals)):
        faults.append(
            Fault(at.line, "Either every session has an ordinal of its own, or none has one.")
        )
    return campaign


def _session(node: Node, faults: list[Fault]) -> SessionFacts:
    at = Fields(node, faults, "A session")
    at.require("dates")
    session = SessionFacts(
        line=at.line,
        dates=at.days("dates"),
        ordinal=at.whole("ordinal", least=1, most=999),
        place=at.text("place", most=_LONGEST_NAME),
        note=at.text("note"),
        outcome=at.text("outcome"),
    )
    at.finish()
    if list(session.dates) != sorted(set(session.dates)):
        faults.append(Fault(at.line, "The dates of a session stand in order, each once."))
    return session


def _event(node: Node, faults: list[Fault]) -> EventFacts | None:
    at = Fields(node, faults, "An event")
    at.require("date", "kind")
    on = at.day("date")
    side, channel = at.word("side", Side), at.text("channel")
    told = [
        at.text("what"),
        f"by the {side}" if side else "",
        f"by {channel}" if channel else "",
        at.text("note"),
    ]
    event = EventFacts(
        line=at.line,
        kind=at.text("kind", most=60),
        on=on or date.min,
        what="; ".join(filter(None, told)),
        source=at.text("source", most=_LONGEST_SOURCE),
    )
    at.finish()
    return event if on else None


def _notice(node: Node, faults: list[Fault]) -> EventFacts | None:
    at = Fields(node, faults, "A notice")
    at.require("kind", "received")
    on, starts = at.day("received"), at.day("starts")
    told = [f"for {starts}" if starts else "", at.text("note")]
    notice = EventFacts(
        line=at.line,
        kind=at.text("kind", most=60),
        on=on or date.min,
        what="; ".join(filter(None, told)),
        source=at.text("source", most=_LONGEST_SOURCE),
    )
    at.finish()
    return notice if on else None


def _strike(node: Node, faults: list[Fault]) -> EventFacts | None:
    at = Fields(node, faults, "A strike")
    at.require("from")
    on, until = at.day("from"), at.day("to")
    workers = at.whole("workers", least=0, most=10**9)
    told = [f"{workers:,} workers" if workers else "", at.text("note")]
    source = at.text("source", most=_LONGEST_SOURCE)
    at.finish()
    if on is None:
        return None
    if until is not None and until < on:
        faults.append(Fault(at.line, f"The strike ends on {until}, before it begins on {on}."))
        return None
    return EventFacts(at.line, "strike", on, until, "; ".join(filter(None, told)), source)


def _proposal(
    node: Node, regions: dict[str, str], faults: list[Fault], today: date | None
) -> ProposalFacts | None:
    at = Fields(node, faults, "A proposal")
    at.require("side", "terms")
    side = at.word("side", Side)
    passed, standing_on = at.past_day("passed", today), at.past_day("standing_on", today)
    if passed and standing_on:
        faults.append(
            Fault(at.line, "A proposal has the day it was passed, or one on which it stood.")
        )
    kind, channel = at.word("kind", ProposalKind), at.word("channel", Channel)
    note, source = at.text("note"), at.text("source", most=_LONGEST_SOURCE)
    terms = tuple(_term(item, regions, faults) for item in at.items("terms"))
    if at.node("terms") is not None and not terms:
        faults.append(Fault(at.line, "A proposal has at least one term."))
    at.finish()
    if side is None:
        return None
    return ProposalFacts(at.line, side, kind, passed, standing_on, channel, note, source, terms)


def _settlement(
    node: Node, regions: dict[str, str], faults: list[Fault], today: date | None
) -> SettlementFacts | None:
    at = Fields(node, faults, "A settlement")
    at.require("date")
    reached, effective = at.past_day("date", today), at.day("effective")
    source = at.text("source", most=_LONGEST_SOURCE)
    terms = tuple(_term(item, regions, faults) for item in at.items("terms"))
    at.finish()
    return SettlementFacts(at.line, reached, effective, source, terms) if reached else None


def _term(node: Node, regions: dict[str, str], faults: list[Fault]) -> TermFacts:
    at = Fields(node, faults, "A term")
    at.require("issue")
    value, amount = at.number("value"), at.number("amount")
    term = TermFacts(
        line=at.line,
        issue=" ".join(at.text("issue", most=_LONGEST_NAME).split()),
        regions=_term_regions(at, regions),
        raises=_percents(at, "raises"),
        lump_sums=_percents(at, "ls"),
        raises_total=at.number("raises_total"),
        value=amount if value is None else value,
        unit=at.text("unit", most=_LONGEST_UNIT),
        bound=at.word("bound", Bound),
        text=at.text("text"),
        by=at.text("by", most=_LONGEST_NAME),
        note=at.text("note"),
        source=at.text("source", most=_LONGEST_SOURCE),
    )
    at.finish()
    given = {
        "raises": bool(term.raises or term.lump_sums),
        "raises_total": term.raises_total is not None,
        "value": value is not None,
        "amount": amount is not None,
        "text": bool(term.text),
    }
    names = [name for name, there in given.items() if there]
    if len(names) > 1:
        faults.append(Fault(at.line, f"A term says one thing; this one has {' and '.join(names)}."))
    elif not names and not any(at.node(key) for key in (*given, "ls")):
        faults.append(
            Fault(at.line, "A term needs raises (with or without ls), raises_total, value or text.")
        )
    if term.value is not None and not term.unit:
        faults.append(Fault(at.line, "A value needs its “unit”, e.g. USD per hour."))
    return term


def _percents(at: Fields, key: str) -> tuple[Decimal, ...]:
    figures = at.numbers(key)
    node = at.node(key)
    if node is not None and len(figures) > MOST_YEARS:
        at.fault(node, f"“{key}” takes at most {MOST_YEARS} years; got {len(figures)}.")
        return ()
    for figure in figures:
        if node is not None and abs(figure) > _MOST_PERCENT:
            at.fault(node, f"“{key}” is in percent, from -100 to 100; got {figure}.")
    return figures


def _term_regions(at: Fields, regions: dict[str, str]) -> tuple[str, ...]:
    """Codes; empty for ``all`` and where none are named."""
    node = at.node("regions")
    if node is None:
        return ()
    if isinstance(node, ScalarNode) and node.value == EVERYWHERE:
        return ()
    if not isinstance(node, SequenceNode) or not node.value:
        at.fault(node, f"“regions” takes “all” or a list of codes; got {said(node)}.")
        return ()
    codes = []
    for item in node.value:
        code = item.value if isinstance(item, ScalarNode) else ""
        if code not in regions:
            near = closest(code, regions) if code else ""
            meant = f" Was “{near}” meant?" if near else ""
            at.fault(
                item,
                f"There is no region {said(item)}.{meant} The file names {', '.join(regions)}.",
            )
        elif code in codes:
            at.fault(item, f"The region “{code}” stands here twice.")
        codes.append(code)
    return tuple(codes)
