"""``commontable exhibits verify FILE.zip|FOLDER``: anywhere, without a database."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from commontable.engines.exhibits.errors import ExhibitError
from commontable.engines.exhibits.verification import Verdict, verify

_FAILED = 2


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``exhibits verify`` to a program's commands."""
    parser = (
        subparsers.add_parser("exhibits")
        .add_subparsers(required=True)
        .add_parser(
            "verify",
            help="check an archive of exhibits",
            description="Recompute every hash of an archive of exhibits, and name what was "
            "altered, is missing, or was added. Exit code 1 if anything was.",
        )
    )
    parser.add_argument("archive", type=Path, metavar="FILE.zip|FOLDER")
    parser.add_argument(
        "--sha256",
        default="",
        metavar="HASH",
        help="the hash of the archive, or of its SHA256SUMS, as the custody of its exhibits has it",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 when it is whole, 1 when it is not, 2 with the reason when it cannot be read."""
    try:
        verdict = verify(args.archive)
    except (ExhibitError, OSError) as reason:
        sys.stderr.write(f"{reason}\n")
        return _FAILED
    for finding in sorted(verdict.findings, key=str):
        sys.stdout.write(f"{finding.what.upper()}  {finding.name}\n")
    if verdict.sha256:
        sys.stdout.write(f"SHA-256 of the archive     {verdict.sha256}\n")
    sys.stdout.write(f"SHA-256 of its SHA256SUMS  {verdict.sums_sha256}\n")
    known = _is_known(verdict, args.sha256.strip().lower())
    if verdict.findings:
        sys.stdout.write(
            f"NOT WHOLE: {len(verdict.findings)} found, {verdict.whole} files as listed.\n"
        )
    else:
        sys.stdout.write(f"Whole: {verdict.whole} files are what the list says.\n")
    return 0 if verdict.is_sound and known else 1


def _is_known(verdict: Verdict, given: str) -> bool:
    """Whether it is the archive that was written down; without a hash nobody can say."""
    if not given:
        sys.stdout.write(
            "Compare one of them with the custody of the exhibits, or give it: --sha256\n"
        )
        return True
    if given in {verdict.sha256, verdict.sums_sha256}:
        sys.stdout.write("It is the archive with the hash you gave.\n")
        return True
    sys.stdout.write(f"ANOTHER ARCHIVE: it does not have the hash you gave, {given}.\n")
    return False
