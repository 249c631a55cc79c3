"""The invented contract: its articles today and in the making, and words proposed for some."""

from __future__ import annotations

from datetime import timedelta

from commontable.bargaining.demonstration.campaign import ORDINALS, Frame
from commontable.bargaining.demonstration.fiction import ARTICLES
from commontable.bargaining.demonstration.files import language_file
from commontable.bargaining.models import Article
from commontable.bargaining.services.contracts import (
    add_article,
    open_contract,
    record_succession,
)
from commontable.bargaining.services.issues import link_article
from commontable.bargaining.services.passing import LanguageEntry, Passing
from commontable.bargaining.services.proposals import (
    pass_proposal,
)
from commontable.bargaining.words import Channel, ContractKind, ProposalKind, Side, Succession

SUBCONTRACTING = (
    "Section 1. The Employer shall give the Union sixty (60) days' notice in writing before it"
    " subcontracts work that employees of the bargaining unit perform.\n\n"
    "Section 2. During the notice period the parties shall meet, and the Employer shall provide"
    " the information on which it relies.\n\n"
    "Section 3. No employee shall be laid off as the direct result of subcontracting during the"
    " first year of this Agreement."
)
HOURS = """Section 1. Work schedules shall be posted fourteen (14) days ahead.

Section 2. An employee shall have every second weekend off, unless the employee asks otherwise.

Section 3. Mandatory overtime may be assigned in emergencies, and no more than three times in a \
calendar month. Before it is assigned the supervisor shall:

a. ask for volunteers on the unit;

b. ask for volunteers on other units of the facility; and

c. call the float pool.

Section 4. An employee who is called in on a day off is paid for each hour, besides the rate:

| Shift | Weekday | Weekend |
|---|---|---|
| Evening | $2.00 | $2.50 |
| Night | $3.00 | $4.00 |

Section 5. Employees may trade shifts within a pay period, if the supervisor is told twenty-four \
(24) hours ahead."""
OUR_HOURS = (
    HOURS.replace("fourteen (14)", "twenty-eight (28)")
    .replace(
        "Section 2. An employee",
        "Section 2. A unit may schedule itself under rules that its employees and the supervisor"
        " agree in writing.\n\nSection 3. An employee",
    )
    .replace("Section 3. Mandatory", "Section 4. Mandatory")
    .replace("three times", "once")
    .replace(
        "c. call the float pool.",
        "c. call the float pool and the registry; and\n\nd. ask the"
        " supervisors of the facility to work.",
    )
    .replace("of the facility; and\n", "of the facility;\n")
    .replace("Section 4. An employee who", "Section 5. An employee who")
    .replace("$2.50", "$4.00")
    .replace("| $4.00 |\n\nSection", "| $6.00 |\n\nSection")
    .replace("Section 5. Employees", "Section 6. Employees")
)
THEIR_HOURS = (
    HOURS.replace("fourteen (14)", "ten (10)")
    .replace("every second weekend", "every third weekend")
    .replace("in emergencies, and no more than three times", "no more than three times")
    .replace("twenty-four (24)", "forty-eight (48)")
    .replace("$4.00 |\n\nSection", "$4.50 |\n\nSection")
)
OURS = SUBCONTRACTING.replace("sixty (60)", "one hundred fifty (150)").replace(
    "during the first year of this Agreement", "during the life of this Agreement"
)
THEIRS = SUBCONTRACTING.replace("sixty (60)", "ninety (90)").replace(
    " during the first year of this Agreement", ""
)
TEXTS = {"Subcontracting": SUBCONTRACTING, "Hours and Scheduling": HOURS}
SPOKEN_OF = {
    "Wages": ("Across-the-board raises", "Wage floor"),
    "Differentials": ("Night differential", "Weekend differential"),
    "Health Benefits": ("Premium share, family", "Office visit copay"),
    "Staffing": ("Ratio, medical-surgical", "Ratio, telemetry", "Staffing committees"),
    "Hours and Scheduling": ("Schedules posted ahead", "Weekend rotation", "Mandatory overtime"),
    "Subcontracting": ("Subcontracting", "Notice of subcontracting"),
    "Layoff and Recall": ("Notice of layoff",),
    "Education and Training": ("Training fund",),
}


def write_contracts(frame: Frame) -> None:
    """Today's contract, the next one with a merger and a split, and three passes of language."""
    expires = frame.campaign.contract_expires or frame.actor.on
    current = open_contract(
        actor=frame.actor,
        campaign=frame.campaign,
        kind=ContractKind.CURRENT,
        title="National Agreement",
        effective_on=expires - timedelta(days=4 * 365),
        expires_on=expires,
    )
    articles = {
        title: add_article(
            actor=frame.actor,
            contract=current,
            number=str(number),
            title=title,
            text=TEXTS.get(title, f"Section 1. What the parties agreed on {title.lower()}."),
        )
        for number, title in enumerate(ARTICLES, start=1)
    }
    for title, issues in SPOKEN_OF.items():
        for issue in issues:
            link_article(actor=frame.actor, issue=frame.issues[issue], article=articles[title])
    _next_contract(frame, articles)
    _language(frame, "Subcontracting", articles["Subcontracting"], 520, (OURS, THEIRS))
    _language(
        frame, "Weekend rotation", articles["Hours and Scheduling"], 540, (OUR_HOURS, THEIR_HOURS)
    )


def _next_contract(frame: Frame, articles: dict[str, Article]) -> None:
    """Differentials join Wages; Staffing leaves its committees to an article of their own."""
    upcoming = open_contract(
        actor=frame.actor,
        campaign=frame.campaign,
        kind=ContractKind.NEXT,
        title="National Agreement, next",
    )
    titles = [title for title in ARTICLES if title != "Differentials"]
    titles.insert(titles.index("Staffing") + 1, "Staffing Committees")
    later = {
        title: add_article(
            actor=frame.actor,
            contract=upcoming,
            number=str(number),
            title=title,
            text=TEXTS.get(title, ""),
        )
        for number, title in enumerate(titles, start=1)
    }
    pairs = [(title, title, Succession.RENUMBERED) for title in titles if title in articles]
    pairs += [
        ("Differentials", "Wages", Succession.MERGED),
        ("Staffing", "Staffing Committees", Succession.SPLIT),
    ]
    kinds = {"Wages": Succession.MERGED, "Staffing": Succession.SPLIT}
    for before, after, kind in pairs:
        same = articles[before].number == later[after].number
        told = kinds.get(before, Succession.SAME if same else kind)
        record_succession(
            actor=frame.actor, earlier=articles[before], later=later[after], kind=told
        )


def _language(
    frame: Frame, about: str, article: Article, minute: int, texts: tuple[str, str]
) -> None:
    """Our words for an article, and theirs ten minutes later."""
    issue = frame.issues[about]
    previous = None
    last = ORDINALS[-1]
    for minutes, side, text in (
        (minute, Side.UNION, texts[0]),
        (minute + 10, Side.EMPLOYER, texts[1]),
    ):
        previous = pass_proposal(
            actor=frame.actor,
            table=frame.common,
            passing=Passing(
                side=side,
                kind=ProposalKind.FORMAL,
                title=f"Article {article.number}, {article.title}: language",
                issues=[issue],
                language=[LanguageEntry(text=text, article=article, issue=issue)],
                files=[language_file(f"Article {article.number}, {article.title}", text)],
                answers=[previous] if previous else [],
                session=frame.sessions[last][0],
                passed_at=frame.at(last, minutes),
                channel=Channel.ACROSS_THE_TABLE,
                handed_by="Marisol Vega" if side is Side.UNION else "Colin Marsh",
                handed_to="Colin Marsh" if side is Side.UNION else "Marisol Vega",
            ),
        )
