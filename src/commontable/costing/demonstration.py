"""The demonstration's costing: a contract, how its issues are read, and what each side stands on.

Nothing is priced here: whoever first looks has it priced, by the process that the demo starts. The
paycheck page is let out by the chief: members may read it from the first day.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from commontable.bargaining.selectors.tables import tables_of
from commontable.bargaining.words import Side, TableKind
from commontable.coalition import tenancy
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, may
from commontable.coalition.selectors.people import people_of
from commontable.coalition.selectors.seats import actor_of_person
from commontable.costing.models import Basis
from commontable.costing.selectors.bases import get_basis
from commontable.costing.selectors.drafting import drafted_contract
from commontable.costing.selectors.paychecks import offers_for_paychecks
from commontable.costing.services.bases import Grounds, make_basis
from commontable.costing.services.paychecks import (
    OfferChosen,
    release_paycheck,
    what_would_go_out,
)
from commontable.costing.services.scenarios import make_position_scenario
from commontable.workforce.selectors.censuses import standing_censuses

YEARS = 4
_TERMS = """\
terms:
- {{id: overtime, kind: overtime, multiplier: 1.5, effective: {past}, clause: Art. 14}}
- {{id: nights, kind: shift_differential, hours: night, dollars_per_hour: 2.10, effective: {past}, clause: Art. 15}}
- {{id: evenings, kind: shift_differential, hours: evening, dollars_per_hour: 1.25, effective: {past}, clause: Art. 15}}
- id: longevity
  kind: longevity
  effective: {past}
  clause: Art. 13
  bands: [{{years: 10, dollars_per_hour: 0.50}}, {{years: 20, dollars_per_hour: 1.00}}]
- id: hmo
  kind: premium
  dollars: {{employee: 784, employee and one: 1568, family: 2219}}
  scope: {{benefit_plan: HMO}}
  effective: {past}
  source: plan letter
- id: deductible
  kind: premium
  dollars: {{employee: 671, employee and one: 1342, family: 1886}}
  scope: {{benefit_plan: Deductible HMO}}
  effective: {past}
  source: plan letter
- {{id: trend-1, kind: premium_trend, percent: 6.5, effective: {trend1}, source: actuary's letter}}
- {{id: trend-2, kind: premium_trend, percent: 6, effective: {trend2}, source: actuary's letter}}
- {{id: trend-3, kind: premium_trend, percent: 6, effective: {trend3}, source: actuary's letter}}
- {{id: trend-4, kind: premium_trend, percent: 5.5, effective: {trend4}, source: actuary's letter}}
- id: share
  kind: premium_share
  employee_percent: {{employee: 0, employee and one: 0, family: 0}}
  effective: {past}
  clause: Art. 30
- id: visits
  kind: copay
  name: office visit
  dollars: 5
  uses: {{employee: 4, employee and one: 7.5, family: 11.5}}
  effective: {past}
  clause: Art. 30
- id: prescriptions
  kind: copay
  name: prescription
  dollars: 10
  uses: {{employee: 6, employee and one: 11, family: 15}}
  effective: {past}
  clause: Art. 30
- {{id: pension-a, kind: retirement_contribution, name: pension, percent: 11.5, of: base, scope: {{pension_plan: Pension A}}, effective: {past}, clause: Art. 31}}
- {{id: match, kind: retirement_contribution, name: match, percent: 3, of: base, effective: {past}, clause: Art. 31}}
- {{id: account, kind: retiree_account, dollars: 1500, paid_on: "03-15", effective: {past}, clause: Art. 32}}
- {{id: sharing, kind: bonus, percent: 3, of: base, effective: {past}, clause: Art. 21}}
- {{id: fund, kind: training_fund, percent: 0.35, effective: {past}, clause: Art. 40}}
- id: social-security
  kind: payroll_tax
  name: social security
  percent: {{2026-01-01: 6.2}}
  wage_base: {{2026-01-01: 184500}}
  source: 26 U.S.C. 3111(a); wage base as announced for 2026
- {{id: medicare, kind: payroll_tax, name: Medicare, percent: 1.45, effective: 1986-01-01, source: 26 U.S.C. 3111(b)}}
- {{id: compensation, kind: workers_compensation, percent: 1.8, effective: {past}, source: insurer's letter}}
"""  # noqa: E501 - a term a line, as people write them
READINGS = """\
# Which cost an issue is. What is not named here is costed only where its kind says it.
wage-floor: {kind: wage_floor, value: dollars_per_hour}
night-differential: {kind: shift_differential, hours: night}
ratification-bonus: {kind: ratification_bonus}
performance-sharing-minimum: {kind: bonus, value: minimum, percent: 3, of: base}
premium-share-family:
  kind: premium_share
  value: employee_percent.family
  employee_percent: {employee: 0, employee and one: 0}
office-visit-copay: {kind: copay, name: office visit, uses: {employee: 4, employee and one: 7.5, family: 11.5}}
prescription-copay: {kind: copay, name: prescription, uses: {employee: 6, employee and one: 11, family: 15}}
retirement-match: {kind: retirement_contribution, name: match, of: base}
retiree-health-account: {kind: retiree_account, paid_on: "03-15"}
training-fund: {kind: training_fund}
holidays: {kind: paid_days, value: days, less: 9, replaced: 60}
sick-leave-a-year: {kind: paid_days, name: sick leave, value: days, less: 10, replaced: 60}
weekend-differential: {skip: the census has no weekend hours}
on-call-pay: {skip: the census has no hours on call}
certification-pay: {skip: the census does not say who is certified}
preceptor-pay: {skip: nobody has counted the hours}
charge-and-lead-pay: {skip: nobody has counted the hours}
pension-multiplier: {skip: the actuary has it}
dental-maximum: {skip: the plan has not priced it}
top-step-for-long-service: {skip: the step has no rate yet}
retroactive-pay-from: {skip: the raises begin with the contract}
travelers-share-of-shifts: {skip: nobody has said what travelers cost}
tuition-reimbursement: {skip: nobody has counted its use}
"""  # noqa: E501


def seed_costing(actor: Actor) -> None:
    """A basis over the later census, and two scenarios that follow the common table."""
    table = next(one for one in tables_of(actor) if one.kind == TableKind.COMMON)
    census = standing_censuses(actor, union_id=None)[0]
    starts_on = (table.campaign.contract_expires or actor.on) + timedelta(days=1)
    drafted = drafted_contract(
        actor, name="Labor agreement", on=census.as_of, starts_on=starts_on, years=YEARS
    )
    januaries = {f"trend{n}": f"{starts_on.year + n}-01-01" for n in range(1, YEARS + 1)}
    terms = _TERMS.format(past=census.as_of.replace(month=1, day=1), **januaries)
    basis = make_basis(
        actor=actor,
        grounds=Grounds(
            table.campaign_id,
            census.pk,
            "Labor agreement over the latest payroll",
            drafted.partition("# What the benefit")[0].removesuffix("terms: []\n") + terms,
            READINGS,
        ),
        union_id=None,
    )
    for side, name in ((Side.EMPLOYER, "Theirs"), (Side.UNION, "Ours")):
        make_position_scenario(actor=actor, basis=basis, table_id=table.pk, side=side, name=name)
    for person in people_of(actor):
        found = actor_of_person(person.person.pk, actor.coalition_id)
        if found is not None and may(found, Right.WORD) and may(found, Right.STUDY):
            with tenancy.scope_of(found):
                _let_out(found, basis)
            break


def _let_out(chief: Actor, basis: Basis) -> None:
    """The paycheck page, with all that crossed the table of both positions."""
    facts: dict[str, Any] = {
        "basis": get_basis(chief, basis.pk),
        "title": "What would I be paid?",
        "chosen": [
            OfferChosen(
                one.scenario.pk,
                "The employer's last offer"
                if one.scenario.side == Side.EMPLOYER
                else "Our proposal",
                frozenset(term.id for term in one.terms if term.recorded),
            )
            for one in offers_for_paychecks(chief, basis)
        ],
    }
    seen = what_would_go_out(actor=chief, **facts).sha256
    release_paycheck(actor=chief, **facts, seen=seen, signature=chief.name)
