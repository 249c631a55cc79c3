"""The paycheck of one job, without a census; and what later dollars buy."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from commontable.engines.costing.contract import STATUS_QUO, read_contract, read_offer
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.paycheck import Job, paychecks
from commontable.engines.costing.prices import PriceIndex, bundled_index, in_real_terms

EXAMPLES = Path(__file__).parents[3] / "examples"
AS_OF = date(2026, 9, 30)
JOB = Job(
    region="South",
    classification="Medical assistant",
    step=1,
    hours="80",
    hired=date(2025, 11, 2),
    benefit_tier="employee",
    benefit_plan="Harbor HMO",
)
FLAT_PRICES = PriceIndex({date(2026, month, 1): Decimal(300) for month in range(1, 9)}, "made up")


def test_each_offer_shows_its_rates_with_their_clauses_and_what_remains() -> None:
    contract = read_contract(EXAMPLES / "contract.yaml")
    offers = [
        STATUS_QUO,
        *(read_offer(EXAMPLES / f"{side}.yaml") for side in ("union", "employer")),
    ]
    today, ours, theirs = paychecks(contract, offers, JOB, as_of=AS_OF)
    assert [change.rate for change in today.rates] == [21_900, 22_560, 23_230]
    assert theirs.rates[0].rate == 21_900
    assert "lower scale of 90 %" in theirs.rates[1].why[0]
    assert theirs.rates[1].rate == 20_500  # 21.90 x 0.9 = 19.71, x 1.04 = 20.50
    assert "E-12, 1" in theirs.rates[1].why[1]
    assert ours.years[3].taken_home > today.years[3].taken_home > theirs.years[1].taken_home
    for check in (today, ours, theirs):
        for year in check.years:
            paid = sum(amount.cents for amount in year.amounts)
            assert paid - year.premiums - year.copays == year.taken_home


def test_in_real_terms_says_what_is_assumed() -> None:
    contract = read_contract(EXAMPLES / "contract.yaml")
    (check,) = paychecks(contract, [STATUS_QUO], JOB, as_of=AS_OF, index=FLAT_PRICES)
    assert check.real is not None
    assert check.real.base == date(2026, 8, 1)
    assert all(
        real < year.taken_home for real, year in zip(check.real.cents, check.years, strict=True)
    )
    assert len(check.real.assumed) == 48


def test_a_job_nobody_has_a_schedule_for_is_refused() -> None:
    contract = read_contract(EXAMPLES / "contract.yaml")
    with pytest.raises(CostingError, match="a schedule for Medical assistant in West"):
        paychecks(contract, [STATUS_QUO], replace(JOB, region="West"), as_of=AS_OF)


def test_months_that_were_never_published_are_said_and_left_out() -> None:
    months = {date(2025, month, 1): Decimal(100 + month) for month in range(1, 13) if month != 10}
    index = PriceIndex(months, "made up")
    year = (date(2025, 1, 1), date(2026, 1, 1))
    found = in_real_terms([100_00], [year], index, base=date(2025, 1, 1))
    assert found.missing == (date(2025, 10, 1),)
    # The mean of the eleven others is 106.1818; in dollars of January $95.12.
    assert found.cents == (9512,)
    with pytest.raises(CostingError, match="Give inflation_percent"):
        in_real_terms([1], [(date(2026, 1, 1), date(2027, 1, 1))], index, base=date(2025, 1, 1))


def test_the_bundled_series_is_read_without_loading_its_package() -> None:
    pytest.importorskip("cpi", reason="the prices extra is not installed")
    index = bundled_index()
    assert index.months[date(2000, 1, 1)] == Decimal("168.8")
    assert date(2025, 10, 1) not in index.months
    assert "CUUR0000SA0" in index.source
    with pytest.raises(CostingError, match="a monthly series of the CPI; got nothing"):
        bundled_index("nothing")
