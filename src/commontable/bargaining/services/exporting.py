"""Archives of a table's exhibits: asked for on the screen and made by the worker, or by command.

Whoever exports must be allowed to record at the table, as every export is entered in the custody
of every exhibit in it. Copies are made apart, one by one, and the archive is written in pieces: its
size costs disk and time, not memory.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO
from zoneinfo import ZoneInfo

from django.db import transaction

from commontable.audit.services import record
from commontable.bargaining.exhibit_store import EXHIBITS
from commontable.bargaining.models import CustodyEntry, Exhibit, Table
from commontable.bargaining.selectors.custody import custody_of_many, custody_words, is_whole
from commontable.bargaining.services.custody import Event, enter_custody_of_many
from commontable.bargaining.services.page_stamping import HOW_MADE, copy_into, page_stamp
from commontable.bargaining.words import CustodyKind
from commontable.coalition import tenancy
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common import dates
from commontable.common.errors import CommontableError
from commontable.engines import exhibits as engine
from commontable.engines.exhibits import How, Stamp

PREFIX = re.compile(r"^[A-Z][A-Z0-9-]{0,9}$")
LAST_NUMBER = 999_999
_HOW_OF = {said: how for how, said in HOW_MADE.items()}

type Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Choice:
    """What an archive is to be like.

    Attributes:
        prefix: of the running page numbers, ``TW``; none: the pages have no running numbers.
        first_number: of the first page.
        receipt_only: of the custody, the index tells how each file was received and no more: for an
            archive that goes to the other side.
        without_faulty: go on where a file is missing or altered, and mark it in the index; else
            nothing is made.
    """

    prefix: str = ""
    first_number: int = 1
    without_faulty: bool = False
    receipt_only: bool = False


def check_choice(choice: Choice) -> None:
    """Raise CommontableError for a prefix or number that cannot be set on a page."""
    if choice.prefix and not PREFIX.match(choice.prefix):
        raise CommontableError(
            "That is no prefix for page numbers.",
            expected="up to ten capital letters, digits and hyphens, a letter first",
            came=choice.prefix,
            where="Prefix",
        )
    if not 1 <= choice.first_number <= LAST_NUMBER:
        raise CommontableError(
            "Page numbers have six figures.",
            expected=f"1 to {LAST_NUMBER}",
            came=str(choice.first_number),
            where="First number",
        )


def export_exhibits(
    *,
    actor: Actor,
    table: Table,
    exhibits: Sequence[Exhibit],
    choice: Choice,
    target: IO[bytes],
    progress: Progress = lambda _done, _all: None,
) -> engine.Written:
    """Write the archive into ``target``, and enter it in custody and log.

    Args:
        exhibits: those of the table that are to be in it, in this order.
        target: a file open for writing and reading, and empty.

    Takes its own transactions: it lasts as long as it lasts.

    Raises:
        CommontableError: there is no exhibit, a choice cannot be, or a file is missing or altered,
            each of them named.
        NotAllowedError: the actor may not record at the table.
    """
    require(actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    check_choice(choice)
    if not exhibits:
        raise CommontableError(
            f"There is nothing to export from {table.name}.", expected="an exhibit", kept=""
        )
    faults = _faults(exhibits)
    if faults and not choice.without_faulty:
        raise CommontableError(
            "Not every file is what it was when it came: "
            + "; ".join(f"{label}: {fault}" for label, fault in faults.items())
            + ".",
            expected="the files restored from a backup, or an export that leaves them out and says"
            " so in its index",
            kept="Nothing was exported.",
        )
    with TemporaryDirectory(dir=_room()) as folder:
        made = _Making(actor, choice, Path(folder), faults)
        packed = [made.packed(one) for one in _told(made, exhibits, progress)]
        try:
            written = engine.write_archive(target, _about(table), packed)
        except engine.ExhibitError as error:
            raise CommontableError(str(error), kept="Nothing was exported.") from error
    together = list(zip(exhibits, packed, strict=True))
    _enter(actor, table, together, written, choice)
    return written


def _told(made: _Making, exhibits: Sequence[Exhibit], progress: Progress) -> Iterator[Exhibit]:
    made.custody = _custody(made.actor, exhibits)
    for done, exhibit in enumerate(exhibits):
        progress(done, len(exhibits))
        yield exhibit
    progress(len(exhibits), len(exhibits))


def _room() -> Path:
    """A folder beside the store: copies of large files may not fit into the system's own."""
    EXHIBITS.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    return EXHIBITS.root


def _faults(exhibits: Sequence[Exhibit]) -> dict[str, str]:
    """What is wrong with the files in the store, by number."""
    found = {}
    for exhibit in exhibits:
        try:
            EXHIBITS.open(exhibit.sha256, called=exhibit.label).close()
        except CommontableError as error:
            found[exhibit.label] = "ALTERED in the store" if error.came else "MISSING in the store"
    return found


def _about(table: Table) -> engine.About:
    return engine.About(
        coalition=table.coalition.name, table=table.name, campaign=str(table.campaign)
    )


@contextmanager
def _scope(actor: Actor) -> Iterator[None]:
    with transaction.atomic(), tenancy.scope_of(actor):
        yield


def _custody(actor: Actor, exhibits: Sequence[Exhibit]) -> dict[int, list[CustodyEntry]]:
    with _scope(actor):
        return custody_of_many(actor, exhibits)


class _Making:
    """The copies of one export, made in order: each running number follows from those before it."""

    def __init__(self, actor: Actor, choice: Choice, folder: Path, faults: dict[str, str]) -> None:
        self.actor = actor
        self.custody: dict[int, list[CustodyEntry]] = {}
        self._choice = choice
        self._folder = folder
        self._faults = faults
        self._next = choice.first_number

    def packed(self, exhibit: Exhibit) -> engine.Exhibit:
        """The exhibit as the archive tells it, with its copy."""
        fault = self._faults.get(exhibit.label, "")
        zone = ZoneInfo(self.actor.time_zone)
        custody = self.custody[exhibit.pk]
        return engine.Exhibit(
            party=exhibit.party,
            number=exhibit.number,
            title=exhibit.title,
            file_name=exhibit.file_name,
            media_type=exhibit.media_type,
            size=exhibit.size,
            sha256=exhibit.sha256,
            received=f"{exhibit.received_at.astimezone(zone):%Y-%m-%d %H:%M %Z}",
            received_from=exhibit.handed_by,
            custody=tuple(custody_words(entry, zone) for entry in self._shown(custody)),
            path=EXHIBITS.path_of(exhibit.sha256),
            fault=fault,
            stamped=None if fault else self._stamped(exhibit, custody),
        )

    def _shown(self, custody: Sequence[CustodyEntry]) -> Iterator[CustodyEntry]:
        """What of the custody the index tells.

        Never what the product made of it before: who got another archive is nobody's business who
        gets this one, and the archive of an unchanged record is the same however often it is made.
        """
        for entry in custody:
            own = entry.kind in {CustodyKind.EXPORTED, CustodyKind.PAGE_STAMPED}
            if not own and (entry.kind == CustodyKind.RECEIVED or not self._choice.receipt_only):
                yield entry

    def _stamped(self, exhibit: Exhibit, custody: Sequence[CustodyEntry]) -> engine.StampedFile:
        if not self._choice.prefix:
            return self._kept_copy(exhibit, custody)
        stamp = Stamp(exhibit.label, exhibit.sha256, self._choice.prefix, self._next)
        path = self._folder / f"{exhibit.label}.pdf"
        made = copy_into(exhibit, path, stamp).made
        last = self._next + made.pages - 1
        if last > LAST_NUMBER:
            raise CommontableError(
                f"The running numbers end within {exhibit.label}.",
                expected=f"at most {LAST_NUMBER}",
                came=str(last),
                kept="Nothing was exported.",
            )
        self._next = last + 1
        return _stamped_file(
            path, made.pages, made.how, made.why, stamp.number(1), stamp.number(made.pages)
        )

    def _kept_copy(self, exhibit: Exhibit, custody: Sequence[CustodyEntry]) -> engine.StampedFile:
        """The copy the record knows, made now if there is none, or if it is gone."""
        stamps = [entry for entry in custody if entry.kind == CustodyKind.PAGE_STAMPED]
        entry = stamps[-1] if stamps and is_whole(stamps[-1].copy_sha256) else None
        if entry is None:
            entry = page_stamp(actor=self.actor, exhibit=exhibit)
        how = _HOW_OF.get(entry.how, How.PAGES)
        path = EXHIBITS.path_of(entry.copy_sha256)
        return _stamped_file(path, entry.copy_pages or 0, how, entry.note)


def _stamped_file(path: Path, pages: int, how: How, why: str, *numbers: str) -> engine.StampedFile:
    first, last = numbers or ("", "")
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return engine.StampedFile(
        path=path,
        sha256=sha256,
        size=path.stat().st_size,
        pages=pages,
        how=how.value,
        why=why,
        first=first,
        last=last,
    )


def _enter(
    actor: Actor,
    table: Table,
    packed: Sequence[tuple[Exhibit, engine.Exhibit]],
    written: engine.Written,
    choice: Choice,
) -> None:
    now = dates.now()
    with _scope(actor):
        enter_custody_of_many(
            actor,
            (
                (
                    exhibit,
                    Event(
                        CustodyKind.EXPORTED,
                        at=now,
                        by=actor.name,
                        how="in an archive",
                        note=one.fault,
                        copy_sha256=one.stamped.sha256 if one.stamped else "",
                        copy_pages=one.stamped.pages if one.stamped else None,
                        first_page_number=one.stamped.first if one.stamped else "",
                        last_page_number=one.stamped.last if one.stamped else "",
                        archive_sha256=written.sha256,
                        sums_sha256=written.sums_sha256,
                    ),
                )
                for exhibit, one in packed
            ),
        )
        record(
            actor=actor,
            verb="export_exhibits",
            subject=table,
            coalition_id=table.coalition_id,
            union_id=table.union_id,
            after={
                "exhibits": [one.label for _, one in packed],
                "archive": written.sha256,
                "list of hashes": written.sums_sha256,
                "size": written.size,
                "numbers": _numbers([one for _, one in packed]),
                "left out": [one.label for _, one in packed if one.fault],
                "prefix": choice.prefix,
            },
        )


def _numbers(packed: Sequence[engine.Exhibit]) -> str:
    numbered = [one.stamped for one in packed if one.stamped and one.stamped.first]
    return f"{numbered[0].first} to {numbered[-1].last}" if numbered else ""
