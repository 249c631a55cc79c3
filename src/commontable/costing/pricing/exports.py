"""A costing as a file: written by the pricing process into an open file of whoever asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from commontable.costing.pricing.held import Held
from commontable.engines.costing.cube_files import as_csv, as_parquet, as_table
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.live.workbook import live_of
from commontable.engines.costing.pdf import as_pdf
from commontable.engines.costing.result import cost
from commontable.engines.costing.workbook import as_workbook

type Told = Callable[[int, int], None]

_STEPS = 3


def of_export(
    held: Held, said: Mapping[str, Any], files: Sequence[int], told: Told
) -> dict[str, int]:
    """Writes the file; answers with its size.

    Args:
        said: ``texts``, one offer or several (the gap is from each further one to the first);
            ``form``, one of ``xlsx``, ``pdf``, ``csv``, ``parquet``; ``made``, what the PDF says
            of its own making.
        files: one descriptor, to write to.
    """
    if len(files) != 1:
        raise CostingError("export", expected="an open file", got=f"{len(files)} files")
    told(0, _STEPS)
    content = _content(held, said, told)
    told(_STEPS, _STEPS)
    with os.fdopen(os.dup(files[0]), "wb") as file:
        file.write(content)
    return {"size": len(content)}


def _content(held: Held, said: Mapping[str, Any], told: Told) -> bytes:
    costing, texts, form = held.costing, said["texts"], said["form"]
    if form in ("csv", "parquet"):
        baselines = [(each.name, each.cube) for each in (costing.flat, costing.status_quo)]
        priced = [(each.name, each.cube) for each in map(held.priced, texts)]
        years = list(pairwise(costing.time.year_starts()))
        table = as_table([*baselines, *priced], years, costing.contract.name)
        told(1, _STEPS)
        return as_csv(table) if form == "csv" else as_parquet(table)
    offers = [held.offer(text) for text in texts]
    result = cost(costing, offers)
    told(1, _STEPS)
    if form == "pdf":
        return as_pdf(result, made=said["made"])
    if form == "xlsx":
        return as_workbook(result, live_of(costing, offers))
    raise CostingError("export", expected="xlsx, pdf, csv or parquet", got=form)
