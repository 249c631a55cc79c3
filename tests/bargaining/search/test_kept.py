"""What is written can be found from then on; what was corrected or replaced no longer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import transaction

from bargaining.passing import passing, raises
from bargaining.search.finding import kinds, labels, look
from cast import Cast, enter
from commontable.bargaining.attendance_lines import people_in
from commontable.bargaining.models import Article, BargainingSession, Proposal, SearchEntry
from commontable.bargaining.services.contracts import (
    add_article,
    open_contract,
    paste_articles,
    revise_article,
)
from commontable.bargaining.services.exhibits import FileEntry, store_exhibit
from commontable.bargaining.services.ground_rules import agree_ground_rule, replace_ground_rule
from commontable.bargaining.services.interests import raise_option, state_interest
from commontable.bargaining.services.issues import (
    amend_issue,
    link_article,
    raise_issue,
    record_status_quo,
)
from commontable.bargaining.services.notes import add_internal_note
from commontable.bargaining.services.passing import LanguageEntry
from commontable.bargaining.services.preconditions import (
    drop_precondition,
    impose_precondition,
    meet_precondition,
    object_to_precondition,
)
from commontable.bargaining.services.presence import record_attendance, record_sidebar
from commontable.bargaining.services.priorities import make_demand, record_priority
from commontable.bargaining.services.proposals import correct_proposal, pass_proposal
from commontable.bargaining.services.search_index import differences, rebuild
from commontable.bargaining.services.sessions import (
    convene_session,
    record_outcome,
    record_report,
    reschedule_session,
)
from commontable.bargaining.services.statements import (
    Saying,
    approve_wording,
    correct_statement,
    record_statement,
    withdraw_approval,
)
from commontable.bargaining.words import ContractKind, Party, SearchKind, Side, StatementKind
from commontable.coalition import tenancy
from commontable.coalition.actors import Actor
from commontable.coalition.selectors.seats import operator_actors
from commontable.common import dates
from database import Database

WORD = "zephyrine"  # in no other text


def _article(cast: Cast, actor: Actor, text: str = "", title: str = "Hours") -> Article:
    contract = open_contract(
        actor=actor, campaign=cast.campaign, kind=ContractKind.NEXT, title="Next agreement"
    )
    return add_article(actor=actor, contract=contract, number="7", title=title, text=text)


def _saying(actor: Actor, words: str = "We have the money.", **facts: object) -> Saying:
    return Saying(
        kind=StatementKind.ADMISSION,
        side=Side.EMPLOYER,
        speaker="Colin Marsh",
        said_on=actor.on,
        words=words,
        **facts,  # type: ignore[arg-type]
    )


def _session(cast: Cast, actor: Actor) -> BargainingSession:
    return convene_session(actor=actor, table=cast.common, days=[actor.on])


def pass_with_title(cast: Cast, actor: Actor) -> None:
    pass_proposal(
        actor=actor, table=cast.common, passing=passing(Side.UNION, [cast.wages], title=WORD)
    )


def pass_with_language(cast: Cast, actor: Actor) -> None:
    language = [LanguageEntry(f"No {WORD} shall float.", heading="Floating")]
    pass_proposal(
        actor=actor,
        table=cast.common,
        passing=passing(Side.UNION, [cast.wages], language=language),
    )


def pass_with_reason(cast: Cast, actor: Actor) -> None:
    pass_proposal(
        actor=actor,
        table=cast.common,
        passing=passing(Side.EMPLOYER, [cast.wages], reason_given=f"The {WORD} came in higher."),
    )


def correct(cast: Cast, actor: Actor) -> None:
    first = pass_proposal(
        actor=actor, table=cast.common, passing=passing(Side.UNION, [cast.wages], title="Wrong")
    )
    correct_proposal(
        actor=actor,
        proposal=first,
        passing=passing(Side.UNION, [cast.wages], title=f"Right {WORD}"),
        reason="Typed from memory.",
    )


def articles(cast: Cast, actor: Actor) -> None:
    _article(cast, actor, f"Section 1. Every {WORD} is paid.")


def articles_pasted(cast: Cast, actor: Actor) -> None:
    contract = open_contract(
        actor=actor, campaign=cast.campaign, kind=ContractKind.CURRENT, title="Agreement"
    )
    text = f"ARTICLE 1\nWages\n\nOf a {WORD}.\n\nARTICLE 2\nHours\n\nOf hours.\n"
    paste_articles(actor=actor, contract=contract, text=text)


def articles_revised(cast: Cast, actor: Actor) -> None:
    article = _article(cast, actor)
    revise_article(actor=actor, article=article, number="7", title="Hours", text=f"A {WORD}.")


def convened(cast: Cast, actor: Actor) -> None:
    convene_session(actor=actor, table=cast.common, days=[actor.on], place=f"{WORD} hotel")


def rescheduled(cast: Cast, actor: Actor) -> None:
    reschedule_session(
        actor=actor, session=_session(cast, actor), days=[actor.on], opens_at=time(9), note=WORD
    )


def reported(cast: Cast, actor: Actor) -> None:
    record_report(
        actor=actor, session=_session(cast, actor), reported_by="The local", wording=f"A {WORD}."
    )


def outcome(cast: Cast, actor: Actor) -> None:
    record_outcome(actor=actor, session=_session(cast, actor), public_wording=f"The {WORD} came.")


def outcome_of_the_team(cast: Cast, actor: Actor) -> None:
    record_outcome(actor=actor, session=_session(cast, actor), internal_wording=f"No {WORD}.")


def attended(cast: Cast, actor: Actor) -> None:
    record_attendance(
        actor=actor,
        session=_session(cast, actor),
        side=Side.EMPLOYER,
        people=people_in(f"Zoe {WORD}, counsel"),
    )


def sidebar(cast: Cast, actor: Actor) -> None:
    record_sidebar(
        actor=actor,
        session=_session(cast, actor),
        at=dates.now() - timedelta(minutes=5),
        participants="Ada and Colin",
        note=f"About the {WORD}.",
    )


def stated(cast: Cast, actor: Actor) -> None:
    record_statement(actor=actor, campaign=cast.campaign, saying=_saying(actor, f"No {WORD}."))


def stated_rightly(cast: Cast, actor: Actor) -> None:
    first = record_statement(actor=actor, campaign=cast.campaign, saying=_saying(actor))
    correct_statement(
        actor=actor, statement=first, saying=_saying(actor, f"A {WORD}."), reason="Misheard."
    )


def worded(cast: Cast, actor: Actor) -> None:
    said = record_statement(actor=actor, campaign=cast.campaign, saying=_saying(actor))
    approve_wording(
        actor=actor, statement=said, wording=f"They have the {WORD}.", consent=True, public=True
    )


def exhibited(cast: Cast, actor: Actor) -> None:
    store_exhibit(
        actor=actor,
        table=cast.common,
        party=Party.JOINT,
        entry=FileEntry(ContentFile(b"Hello.", name=f"{WORD}.txt"), title="Letter"),
        received_at=dates.now(),
    )


def raised(cast: Cast, actor: Actor) -> None:
    raise_issue(actor=actor, campaign=cast.campaign, name=f"The {WORD}")


def amended(cast: Cast, actor: Actor) -> None:
    amend_issue(
        actor=actor, issue=cast.wages, name=f"Pay of a {WORD}", economic=True, parent=None, rank=1
    )


def stands(cast: Cast, actor: Actor) -> None:
    record_status_quo(actor=actor, issue=cast.wages, text=f"One {WORD} a year.")


def demanded(cast: Cast, actor: Actor) -> None:
    make_demand(actor=actor, issue=cast.wages, text=f"Two {WORD}s a year.")


def ranked(cast: Cast, actor: Actor) -> None:
    record_priority(actor=actor, campaign=cast.campaign, text=f"A {WORD}", rank=3)


def interested(cast: Cast, actor: Actor) -> None:
    state_interest(
        actor=actor, table=cast.common, issue=cast.wages, side=Side.UNION, text=f"A {WORD}"
    )


def an_option(cast: Cast, actor: Actor) -> None:
    raise_option(
        actor=actor, table=cast.common, issue=cast.wages, text=f"A {WORD}", raised_on=actor.on
    )


def ruled(cast: Cast, actor: Actor) -> None:
    agree_ground_rule(actor=actor, table=cast.common, text=f"No {WORD}.", agreed_on=actor.on)


def ruled_anew(cast: Cast, actor: Actor) -> None:
    rule = agree_ground_rule(
        actor=actor, table=cast.common, text="No recording.", agreed_on=actor.on
    )
    replace_ground_rule(actor=actor, rule=rule, text=f"No {WORD}.", agreed_on=actor.on)


def imposed(cast: Cast, actor: Actor) -> None:
    impose_precondition(
        actor=actor,
        table=cast.common,
        side=Side.EMPLOYER,
        text=f"No {WORD}.",
        imposed_on=actor.on,
    )


def _told(act: Callable[..., object]) -> Callable[[Cast, Actor], None]:
    def tell(cast: Cast, actor: Actor) -> None:
        demand = impose_precondition(
            actor=actor,
            table=cast.common,
            side=Side.EMPLOYER,
            text="No picketing.",
            imposed_on=actor.on,
        )
        act(actor=actor, precondition=demand, on=actor.on, note=f"A {WORD}.")

    return tell


WRITES: dict[str, tuple[SearchKind, Callable[[Cast, Actor], None]]] = {
    "a proposal's title": (SearchKind.PROPOSAL, pass_with_title),
    "a proposal's language": (SearchKind.PROPOSAL, pass_with_language),
    "a proposal's reason": (SearchKind.PROPOSAL, pass_with_reason),
    "a correction": (SearchKind.PROPOSAL, correct),
    "an article": (SearchKind.ARTICLE, articles),
    "a pasted contract": (SearchKind.ARTICLE, articles_pasted),
    "a revised article": (SearchKind.ARTICLE, articles_revised),
    "a session": (SearchKind.SESSION, convened),
    "a schedule": (SearchKind.SESSION, rescheduled),
    "a report": (SearchKind.SESSION, reported),
    "an outcome": (SearchKind.SESSION, outcome),
    "an outcome of the team's": (SearchKind.SESSION, outcome_of_the_team),
    "attendance": (SearchKind.SESSION, attended),
    "a sidebar": (SearchKind.SESSION, sidebar),
    "a statement": (SearchKind.STATEMENT, stated),
    "a corrected statement": (SearchKind.STATEMENT, stated_rightly),
    "approved wording": (SearchKind.STATEMENT, worded),
    "an exhibit": (SearchKind.EXHIBIT, exhibited),
    "an issue": (SearchKind.ISSUE, raised),
    "a renamed issue": (SearchKind.ISSUE, amended),
    "a status quo": (SearchKind.ISSUE, stands),
    "a demand": (SearchKind.DEMAND, demanded),
    "a priority": (SearchKind.PRIORITY, ranked),
    "an interest": (SearchKind.INTEREST, interested),
    "an option": (SearchKind.OPTION, an_option),
    "a ground rule": (SearchKind.RULE, ruled),
    "a replaced ground rule": (SearchKind.RULE, ruled_anew),
    "a pre-condition": (SearchKind.PRECONDITION, imposed),
    "an objection": (SearchKind.PRECONDITION, _told(object_to_precondition)),
    "a pre-condition dropped": (SearchKind.PRECONDITION, _told(drop_precondition)),
    "a pre-condition met": (SearchKind.PRECONDITION, _told(meet_precondition)),
}


@pytest.mark.parametrize("what", WRITES)
def test_what_is_written_is_found(cast: Cast, what: str) -> None:
    kind, write = WRITES[what]
    write(cast, enter(cast.chief))
    found = look(cast.chief, WORD)
    assert kinds(found) == {kind}
    assert found.total == 1


def test_a_note_is_found_by_its_own_union(cast: Cast) -> None:
    officer = enter(cast.nurses_officer)
    add_internal_note(
        actor=officer, union_id=cast.nurses.pk, about=cast.wages, text=f"Hold the {WORD}."
    )
    found = look(cast.nurses_officer, WORD)
    assert kinds(found) == {SearchKind.NOTE}
    assert labels(found) == ["Wages"]


def test_every_kind_is_written_by_some_test() -> None:
    assert {kind for kind, _ in WRITES.values()} | {SearchKind.NOTE} == set(SearchKind)


def test_what_was_corrected_or_replaced_is_found_no_longer(cast: Cast) -> None:
    actor = enter(cast.chief)
    correct(cast, actor)
    stated_rightly(cast, actor)
    ruled_anew(cast, actor)
    for gone in ("Wrong", '"have the money"', '"No recording"'):
        assert look(cast.chief, gone).total == 0


def test_wording_taken_back_is_found_no_longer(cast: Cast) -> None:
    actor = enter(cast.chief)
    said = record_statement(actor=actor, campaign=cast.campaign, saying=_saying(actor))
    approve_wording(actor=actor, statement=said, wording=WORD, consent=True, public=True)
    withdraw_approval(actor=actor, statement=said)
    assert look(cast.chief, WORD).total == 0
    assert look(cast.chief, '"have the money"').total == 1


def test_a_renamed_issue_is_found_by_its_new_name_wherever_it_is_named(cast: Cast) -> None:
    actor = enter(cast.chief)
    rebuild(actor)  # the cast's issues were raised by no service
    terms = raises(cast.wages, "3", "3")
    pass_proposal(
        actor=actor, table=cast.common, passing=passing(Side.UNION, [cast.wages], terms=terms)
    )
    demanded(cast, actor)
    interested(cast, actor)
    an_option(cast, actor)
    amended(cast, actor)
    assert kinds(look(cast.chief, f'"pay of a {WORD}"')) == {
        SearchKind.ISSUE,
        SearchKind.PROPOSAL,
        SearchKind.DEMAND,
        SearchKind.INTEREST,
        SearchKind.OPTION,
    }
    assert list(differences()) == []


def test_a_renamed_article_is_found_where_language_was_proposed_for_it(cast: Cast) -> None:
    actor = enter(cast.chief)
    rebuild(actor)
    article = _article(cast, actor)
    language = [LanguageEntry("As today.", article=article)]
    pass_proposal(
        actor=actor,
        table=cast.common,
        passing=passing(Side.UNION, [cast.wages], language=language),
    )
    revise_article(actor=actor, article=article, number="8", title=f"Of {WORD}s", text="")
    assert kinds(look(cast.chief, f"article 8 {WORD}")) == {SearchKind.ARTICLE, SearchKind.PROPOSAL}
    assert list(differences()) == []


def test_an_article_is_found_among_those_of_an_issue_once_it_is_linked(cast: Cast) -> None:
    actor = enter(cast.chief)
    article = _article(cast, actor, f"A {WORD}.")
    assert look(cast.chief, WORD, issue_id=cast.wages.pk).total == 0
    link_article(actor=actor, issue=cast.wages, article=article)
    assert look(cast.chief, WORD, issue_id=cast.wages.pk).total == 1


def test_a_long_text_is_found_once_wherever_its_words_stand(cast: Cast) -> None:
    actor = enter(cast.chief)
    filler = "Every shift has its own floor and its own ceiling.\n"
    article = _article(cast, actor, f"Begins with a {WORD}.\n{filler * 900}Ends with a quillwort.")
    entries = SearchEntry.objects.filter(kind=SearchKind.ARTICLE, subject_id=article.pk)
    assert entries.count() == 5
    assert "".join(entries.order_by("part").values_list("body", flat=True)) == article.text
    for word in (WORD, "quillwort", "floor"):
        assert look(cast.chief, word).by_kind == {"article": 1}


def test_what_was_written_past_the_services_is_noticed_and_made_good(cast: Cast) -> None:
    actor = enter(cast.chief)
    pass_with_title(cast, actor)
    articles(cast, actor)
    proposal = Proposal.objects.get()
    lost = SearchEntry.objects.get(kind=SearchKind.PROPOSAL)
    wrong = SearchEntry.objects.get(kind=SearchKind.ARTICLE)
    SearchEntry.objects.create(
        coalition=cast.coalition,
        kind=SearchKind.DEMAND,
        subject_id=999_999,
        page="issue",
        page_id=cast.wages.pk,
        campaign=cast.campaign,
        title="Left over",
    )
    lost.delete()
    SearchEntry.objects.filter(pk=wrong.pk).update(body="Something else.")
    told = {(one.kind, one.subject_id): one.what for one in differences()}
    assert told == {
        # The cast's issues were never raised by a service.
        (SearchKind.ISSUE, cast.wages.pk): "missing",
        (SearchKind.ISSUE, cast.staffing.pk): "missing",
        (SearchKind.PROPOSAL, proposal.pk): "missing",
        (SearchKind.ARTICLE, wrong.subject_id): "wrong",
        (SearchKind.DEMAND, 999_999): "left over",
    }
    rebuild(actor)
    assert list(differences()) == []
    assert look(cast.chief, WORD).total == 2


def test_the_demo_is_found_as_its_services_left_it(
    demo_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    """The demo is told through the services alone, so nothing of it may be missing or wrong."""
    call_command("search_check")
    assert "0 are wrong" in capsys.readouterr().out
    with transaction.atomic():
        actor = operator_actors()[0]
        with tenancy.scope_of(actor):
            assert set(SearchEntry.objects.values_list("kind", flat=True)) > {"proposal", "session"}


def test_the_check_and_the_rebuild_are_commands(
    demo_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    with transaction.atomic():
        actor = operator_actors()[0]
        with tenancy.scope_of(actor):
            SearchEntry.objects.filter(kind=SearchKind.STATEMENT).update(body="Something else.")
    with pytest.raises(CommandError, match="5 are wrong"):
        call_command("search_check")
    call_command("search_rebuild")
    call_command("search_check")
    said = capsys.readouterr().out
    assert "statement" in said
    assert "0 are wrong" in said
