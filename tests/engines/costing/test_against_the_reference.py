"""Random contracts, offers and censuses: the engine and the reference agree to the cent."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.kernel.running import ENGINES, run
from engines.costing.figures import by_engine, by_reference, plan, read_census
from engines.costing.strategies import START, as_text, censuses, contracts, offers

AS_OF = date(2023, 9, 30)
# Drawn by chance, and rightly refused.
IMPOSSIBLE = ("one lower scale", "to follow", "sit on no step")
SLOWLY = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@SLOWLY
@given(contracts(), offers(), censuses(), st.sampled_from([AS_OF, date(2023, 6, 14), START]))
def test_both_kernels_give_what_the_reference_gives(
    contract: dict[str, Any], offer: dict[str, Any], rows: list[dict[str, str]], as_of: date
) -> None:
    census = read_census(as_text(rows), as_of, contract)
    try:
        built = plan(census, contract, offer, 2)
    except CostingError as reason:
        if not any(words in str(reason) for words in IMPOSSIBLE):
            raise
        reject()
    expected, homes = by_reference(census, contract, offer, 2)
    for engine in ENGINES:
        assert by_engine(built, engine) == expected, engine
        net = run(built, engine=engine, per_worker=True).net
        assert net.tolist() == [[int(year * 100) for year in home] for home in homes]


@SLOWLY
@given(contracts(), censuses(), st.sampled_from([AS_OF, date(2024, 6, 30)]))
def test_held_on_a_day_nothing_changes_and_the_reference_agrees(
    contract: dict[str, Any], rows: list[dict[str, str]], held: date
) -> None:
    census = read_census(as_text(rows), AS_OF, contract)
    try:
        built = plan(census, contract, None, 2, held)
    except CostingError as reason:
        if not any(words in str(reason) for words in IMPOSSIBLE):
            raise
        reject()
    expected, _ = by_reference(census, contract, None, 2, held)
    for engine in ENGINES:
        assert by_engine(built, engine) == expected, engine
