"""``commontable cost CENSUS --contract C.yaml --offer O.yaml``: what offers are worth."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from commontable.engines.costing.errors import CensusError, CostingError

if TYPE_CHECKING:
    from commontable.engines.costing.contract import Offer
    from commontable.engines.costing.costing import Costing

FORMATS = ("text", "json", "xlsx", "pdf", "csv", "parquet")
_BINARY = ("xlsx", "pdf", "parquet")
_FAILED = 2
_TWO_RUNS = "Draw futures for a part of the census, without --engine spark."


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``cost`` to a program's commands."""
    parser = subparsers.add_parser(
        "cost",
        help="what offers are worth over a census",
        description="Prices offers over a census, to the cent, beside the flat base and the status "
        "quo. The gap is measured from each further offer to the first.",
    )
    parser.add_argument("census", metavar="CENSUS", help=".csv, .parquet or .arrow")
    parser.add_argument("--contract", type=Path, required=True, metavar="C.yaml")
    parser.add_argument(
        "--offer", type=Path, action="append", default=[], metavar="O.yaml", help="may be repeated"
    )
    parser.add_argument("--years", type=int, metavar="N", help="contract years; the contract's own")
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DAY", help="of the census")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write here, not to the screen")
    parser.add_argument(
        "--real",
        nargs="?",
        const="",
        metavar="MONTH",
        help="real terms too, in dollars of a month such as 2026-09; the last published before the "
        "first year, if left out. Needs commontable[prices]",
    )
    parser.add_argument(
        "--futures",
        type=int,
        default=0,
        metavar="RUNS",
        help="draw so many futures of each offer, such as 1000: who leaves, overtime, medical "
        "trend, prices",
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the futures")
    parser.add_argument(
        "--outcome",
        action="append",
        default=[],
        metavar="EVENT=HOW",
        help="how an event comes out on which terms depend, over the contract's assumption",
    )
    parser.add_argument("--worker", metavar="ID", help="one worker's years, line by line, instead")
    parser.add_argument(
        "--engine",
        choices=("compiled", "columns", "spark"),
        default="compiled",
        help="compiled; columns, without a compiler; spark, on a cluster: the same cents",
    )
    parser.add_argument(
        "--master", metavar="URL", help="with spark: where it runs; this machine, if left out"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Cost and write; 0 when done, 2 with the reason on standard error when not."""
    try:
        content = _written(args)
        if args.output is not None:
            args.output.write_bytes(content)
        elif args.format in _BINARY and sys.stdout.isatty():
            raise CostingError("commontable cost", expected="--output FILE", got="a terminal")
        else:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
    except (CostingError, CensusError, OSError) as reason:
        sys.stderr.write(f"commontable cost: {reason}\n")
        return _FAILED
    return 0


def _written(args: argparse.Namespace) -> bytes:
    # Arrays and Arrow take a moment to load: not before the command is this one.
    from commontable.engines.costing.census import read_census  # noqa: PLC0415
    from commontable.engines.costing.contract import read_contract, read_offer  # noqa: PLC0415
    from commontable.engines.costing.costing import Costing  # noqa: PLC0415
    from commontable.engines.costing.prices import bundled_index  # noqa: PLC0415
    from commontable.engines.costing.result import as_data, cost  # noqa: PLC0415

    contract = read_contract(args.contract)
    contract = replace(contract, outcomes={**contract.outcomes, **_outcomes(args.outcome)})
    # A series that is not there is said before a census is read.
    index = bundled_index() if args.real is not None else None
    offers = [read_offer(path) for path in args.offer]
    if args.years is not None and not 1 <= args.years <= 20:  # noqa: PLR2004 - as in a contract
        raise CostingError("--years", expected="1 to 20 years", got=str(args.years))
    as_of = args.as_of or contract.census_as_of
    if args.engine == "spark":
        from commontable.engines.costing.cluster.spark import (  # noqa: PLC0415
            LEFT_OUT,
            costing_on_spark,
        )

        costing: Costing = costing_on_spark(
            args.census, contract, master=args.master, as_of=as_of, years=args.years
        )
        remarks: tuple[str, ...] = (LEFT_OUT,)
    else:
        census = read_census(
            Path(args.census),
            as_of=as_of,
            full_time_quarter_hours=contract.pay.full_time_quarter_hours,
        )
        costing = Costing(census, contract, years=args.years, engine=args.engine)
        remarks = census.remarks
    if args.worker is not None:
        from commontable.engines.costing.contract import STATUS_QUO  # noqa: PLC0415
        from commontable.engines.costing.explanation import as_text as told  # noqa: PLC0415
        from commontable.engines.costing.explanation import explain  # noqa: PLC0415

        every = [STATUS_QUO, *offers]
        return "\n".join(told(explain(costing, each, args.worker)) for each in every).encode()
    for remark in remarks:
        sys.stderr.write(f"{remark}\n")
    if args.format in ("csv", "parquet"):
        return _cubes(costing, offers, args.format)
    if args.futures and not costing.holds:
        raise CostingError(
            "--futures", expected="an engine in this process", got="spark", fix=_TWO_RUNS
        )
    result = cost(
        costing,
        offers,
        detail=costing.holds,
        index=index,
        base=_month(args.real or ""),
        runs=args.futures,
        seed=args.seed,
    )
    if args.format == "json":
        return (json.dumps(as_data(result), indent=1, ensure_ascii=False) + "\n").encode()
    if args.format == "xlsx":
        from commontable.engines.costing.live.workbook import live_of  # noqa: PLC0415
        from commontable.engines.costing.workbook import as_workbook  # noqa: PLC0415

        return as_workbook(result, live_of(costing, offers))
    if args.format == "pdf":
        from commontable.engines.costing.pdf import as_pdf  # noqa: PLC0415

        return as_pdf(result)
    from commontable.engines.costing.text_page import as_text  # noqa: PLC0415

    return as_text(result).encode()


def _outcomes(said: Sequence[str]) -> dict[str, str]:
    outcomes: dict[str, str] = {}
    for each in said:
        event, equals, how = each.partition("=")
        if not (equals and event.strip() and how.strip()):
            raise CostingError(
                "--outcome", expected="an event and how it comes out: 'margin 2028=met'", got=each
            )
        outcomes[event.strip()] = how.strip()
    return outcomes


def _month(said: str) -> date | None:
    if not said:
        return None
    try:
        return date.fromisoformat(f"{said}-01")
    except ValueError:
        raise CostingError("--real", expected="a month such as 2026-09", got=repr(said)) from None


def _cubes(costing: "Costing", offers: "Sequence[Offer]", form: str) -> bytes:
    """Every scenario's sums by kind of worker, year and component, for other programs."""
    from commontable.engines.costing.cube_files import (  # noqa: PLC0415
        as_csv,
        as_parquet,
        as_table,
    )

    baselines = [(each.name, each.cube) for each in (costing.flat, costing.status_quo)]
    priced = [(offer.name, costing.price(offer).cube) for offer in offers]
    years = list(pairwise(costing.time.year_starts()))
    table = as_table([*baselines, *priced], years, costing.contract.name)
    return as_csv(table) if form == "csv" else as_parquet(table)
