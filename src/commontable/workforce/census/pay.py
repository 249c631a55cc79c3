"""What each worker is paid an hour: their own rate, else that of their step on the schedule."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

type Rates = Mapping[tuple[str, str, int], int]


def mills_of(census: pa.Table, rates: Rates) -> pa.Array:
    """Mills an hour of each row; null where neither the row nor a schedule says.

    Args:
        census: with classification, region, step and base_rate_mills, in the engine's types.
        rates: classification, region (empty: any that is not named) and step to mills.
    """
    own = census["base_rate_mills"].combine_chunks()
    if not rates or not own.null_count:
        return own
    keys = [_encoded(census[name]) for name in ("classification", "region")]
    job, place = (key.indices.to_numpy(zero_copy_only=False).astype(np.int64) for key in keys)
    jobs, places = (key.dictionary.to_pylist() for key in keys)
    step = pc.fill_null(census["step"], 0).to_numpy().astype(np.int64)
    combined, which = np.unique((job * len(places) + place) * 100 + step, return_inverse=True)

    def rate(code: int) -> int | None:
        pair, step = divmod(code, 100)
        job, place = divmod(pair, len(places))
        named = rates.get((jobs[job], places[place], step))
        return rates.get((jobs[job], "", step)) if named is None else named

    scheduled = pa.array([rate(int(code)) for code in combined], pa.int32()).take(pa.array(which))
    return pc.coalesce(own, scheduled)


def _encoded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    cells = column.unify_dictionaries().combine_chunks()
    return cells if pa.types.is_dictionary(cells.type) else cells.dictionary_encode()
