"""Terms in words: what each promises, for whom, from when, by which clause."""

from collections.abc import Callable
from typing import Final

from commontable.engines.costing.amounts import WHOLE, dollars, percent, rate
from commontable.engines.costing.terms import Term


def promise(term: Term) -> str:
    """What a term promises: "3 % general increase", "floor of $25.00 an hour"."""
    return _WORDS[term.kind.name](term)


def full(term: Term) -> str:
    """The promise with its scope and its source."""
    who = "" if str(term.scope) == "everybody" else f" for {term.scope}"
    source = f" ({term.source})" if str(term.source) else ""
    condition = f" {term.contingent}" if term.contingent is not None else ""
    return f"{promise(term)}{who}{condition}, from {term.effective}{source}"


def present_value_at(discount: int | None) -> tuple[str, ...]:
    """The heading of what is discounted, with its rate; none where the contract assumes none."""
    return () if discount is None else (f"present value at {percent(discount)}",)


def _increase(what: str) -> Callable[[Term], str]:
    def say(term: Term) -> str:
        if "percent" in term.values:
            return f"{percent(term.number('percent'))} {what}"
        if "dollars_per_year" in term.values:
            return f"{dollars(term.number('dollars_per_year'))} a year {what}"
        added = term.number("cents_per_hour") + term.number("dollars_per_hour")
        return f"{rate(added)} an hour {what}"

    return say


def _hourly(term: Term) -> str:
    if "percent" in term.values:
        return f"{percent(term.number('percent'))} of the rate"
    return f"{rate(term.number('dollars_per_hour'))} an hour"


def _amount(term: Term) -> str:
    if "percent" in term.values:
        return percent(term.number("percent"))
    return dollars(term.number("dollars"))


def _tiers(term: Term, field: str, say: Callable[[int], str]) -> str:
    return ", ".join(
        f"{tier} {say(value)}" if tier else say(value) for tier, value in term.tiers(field).items()
    )


def _steps(term: Term) -> str:
    steps = term.values["steps"]
    listed = steps if isinstance(steps, tuple) else ()
    first, last = listed[0], listed[-1]
    return f"schedule of steps {first[0]} to {last[0]}, {rate(first[1])} to {rate(last[1])} an hour"


def _floor(term: Term) -> str:
    ripple = {
        "none": "steps below it compress",
        "cents": "every step rises by the same cents",
        "percent": "every step rises by the same percent",
    }[str(term.values["ripple"])]
    return f"floor of {rate(term.number('dollars_per_hour'))} an hour, {ripple}"


def _top(term: Term) -> str:
    if "percent" in term.values:
        said = f"{percent(term.number('percent'))} above the highest"
    else:
        said = f"at {rate(term.number('dollars_per_hour'))} an hour"
    years = term.values.get("at_once_after_years")
    at_once = f", at once after {years} years of service" if years is not None else ""
    return f"new top step {said}{at_once}"


def _tier(term: Term) -> str:
    until = term.values.get("until_years")
    ends = f", until {until} years of service" if until else ""
    return (
        f"lower scale of {percent(term.number('percent'))} "
        f"for those hired from {term.values['hired_from']}{ends}"
    )


def _alignment(term: Term) -> str:
    of = "" if term.number("percent") == WHOLE else f"{percent(term.number('percent'))} of "
    close = term.number("close")
    share = "" if close == WHOLE else f"{percent(close)} of the way "
    return f"rates brought {share}up to {of}{term.values['to_region']}'s"


def _bonus(term: Term) -> str:
    bounds = []
    if term.number("minimum"):
        bounds.append(f"at least {dollars(term.number('minimum'))}")
    if "maximum" in term.values:
        bounds.append(f"at most {dollars(term.number('maximum'))}")
    payout = term.number("payout")
    paid = "" if payout == WHOLE else f", paid out at {percent(payout)}"
    return f"bonus with a target of {_amount(term)}{paid}" + "".join(f", {each}" for each in bounds)


def _share(term: Term) -> str:
    if "employee_percent" in term.values:
        said = f"workers pay {_tiers(term, 'employee_percent', percent)} of the premium"
    elif "employee_dollars" in term.values:
        said = f"workers pay {_tiers(term, 'employee_dollars', dollars)} a month"
    else:
        said = f"the employer pays at most {_tiers(term, 'employer_most', dollars)} a month"
    part_time = term.values["part_time"] == "by_fte"
    return said + (", the employer's part by share of full time" if part_time else "")


def _named(term: Term, what: str) -> str:
    return f"{what} {term.name}" if term.name else what


def _days(term: Term) -> str:
    return f"{term.number('days') / 100:+g} paid days a year"


def _tax(term: Term) -> str:
    base = term.number("wage_base")
    cap = f" up to {dollars(base)} a year" if base else ""
    return f"{_named(term, 'payroll tax')} of {percent(term.number('percent'))}{cap}"


def _bands(term: Term) -> str:
    bands = term.values["bands"]
    listed = bands if isinstance(bands, tuple) else ()
    said = [
        f"{rate(mills) if mills else percent(parts)} after {years} years"
        for years, mills, parts in listed
    ]
    return f"longevity pay of {', '.join(said)}"


def _of_pay(what: str) -> Callable[[Term], str]:
    return lambda term: (
        f"{_named(term, what)} of {percent(term.number('percent'))} of {term.values['of']} pay"
    )


_WORDS: Final[dict[str, Callable[[Term], str]]] = {
    "schedule": _steps,
    "two_tier": _tier,
    "dropped_step": lambda _: "lowest step dropped",
    "new_top_step": _top,
    "equity_increase": _increase("equity increase"),
    "alignment": _alignment,
    "general_increase": _increase("general increase"),
    "wage_floor": _floor,
    "step_freeze": lambda term: f"no steps until {term.until}, {term.values['afterwards']} after",
    "longevity": _bands,
    "differential": lambda term: f"{term.name} differential of {_hourly(term)}",
    "overtime": lambda term: f"overtime at {term.number('multiplier') / WHOLE:g} times the rate",
    "shift_differential": lambda term: f"{term.name} differential of {_hourly(term)}",
    "hourly_contribution": lambda term: (
        f"{rate(term.number('dollars_per_hour'))} an hour to {term.name.replace('_', ' ')}"
    ),
    "paid_days": _days,
    "bonus": _bonus,
    "retirement_contribution": _of_pay("retirement contribution"),
    "training_fund": _of_pay("training fund"),
    "payroll_tax": _tax,
    "workers_compensation": _of_pay("workers' compensation"),
    "other_roll_up": _of_pay("roll-up"),
    "lump_sum": lambda term: f"lump sum of {_amount(term)}",
    "ratification_bonus": lambda term: f"ratification bonus of {_amount(term)}",
    "retiree_account": lambda term: (
        f"{dollars(term.number('dollars'))} a year to the retiree account"
    ),
    "premium": lambda term: (
        f"{_named(term, 'premium')} of {_tiers(term, 'dollars', dollars)} a month"
    ),
    "premium_trend": lambda term: f"premiums {term.number('percent') / 10_000:+g} %",
    "premium_share": _share,
    "copay": lambda term: f"{_named(term, 'copay')} of {dollars(term.number('dollars'))} a use",
    "fund_contribution": lambda term: (
        f"{dollars(term.number('dollars'))} a year "
        f"to the {str(term.values['to']).replace('_', ' ')}"
    ),
}
