"""Every service function, called by those it is not for, with the ids and things of those it is for.

The guard at the screens is one net; this is the one below it. A new function is walked at once: it refuses
everybody here, or it is named below with its reason.
"""

from dataclasses import dataclass
from typing import Any, get_type_hints

import pytest
import pytest_asyncio
from psycopg.errors import ForeignKeyViolation, InsufficientPrivilege
from sqlalchemy.exc import DBAPIError

from tenants.access import Principal
from tenants.database import Session, unit_of_work
from tenants.database.scope import HasScope
from tenants.kit.errors import Problem
from tests.matching.conftest import Opened
from tests.security.services import (
    Arguments,
    NoSuchThing,
    Service,
    services,
    takes_a_thing,
    takes_somebody,
    things_of,
    used_by_screens,
)
from tests.security.victim import PERSONAL, PRIVATE, Victim, build, print_of
from tests.support.cast import Cast

PROGRAM = "canary-program that is ours"
SERVICES = services()

OPEN = {
    "help.service.ask_as_visitor": "the form of the public page",
    "mentorships.service.running_counts": "how many, for the places that the public page says are free",
    "organizations.directory.free_alternative": "signing up proposes an address",
    "organizations.directory.is_free": "signing up says whether an address is free",
    "organizations.service.current": "name, colours and contact of the host one is at",
    "participants.applying.facts_of": "what the roster says of oneself; of a visitor nothing",
    "participants.guide.count_download": "anybody may take the guide; counted by day",
    "participants.waiting.waiting": "the public page says how long one waits",
    "people.requests.request_link": "the same answer for every address",
    "people.sessions.end": "whoever has the cookie may end its session",
    "programs.service.all_of": "published programs; drafts only for those who edit them",
    "programs.service.current": "a program's document is what its public page shows",
    "programs.service.shown": "the same",
    "programs.service.template": "the same",
    "programs.service.version": "the same",
}
OF_ONESELF = {
    "consents.service.awaiting": "what waits for one's own answer",
    "help.service.ask": "any member may ask the office",
    "help.service.asked_by_me": "one's own questions",
    "matching.proposals.awaiting": "one's own proposals",
    "mentorships.service.mine": "one's own pairs",
    "participants.applying.keep": "one's own draft",
    "participants.applying.mine": "one's own applications",
    "people.service.change_myself": "one's own name",
    "people.sessions.end_all": "one's own browsers",
    "people.sessions.mine": "one's own browsers",
    "surveys.answering.waiting": "one's own surveys",
}
INNER = {
    "access.service.give": "roster.give_role asks",
    "access.service.holders": "whom to write to",
    "access.service.keep_an_owner": "roster.take_role and people.disable ask",
    "access.service.roles_of": "roster asks",
    "access.service.take": "roster.take_role asks",
    "audit.service.record": "those who act write it down",
    "consents.service.ask": "the slice whose subject it is asks",
    "consents.service.ask_many": "the same",
    "consents.service.expire_due": "a job's",
    "consents.service.of": "the slice whose subject it is asks",
    "consents.service.of_many": "the same",
    "consents.service.withdraw": "the slice whose subject it is asks",
    "live.service.announce": "ids only, and only within the organization",
    "live.service.announce_holders": "the same",
    "matching.rounds.locked": "a round's own functions ask",
    "matching.rounds.locked_with_program": "the same",
    "matching.watchers.refresh": "ids only",
    "mentorships.service.by_ids": "surveys and oversight ask",
    "mentorships.turning.release_due": "a job's",
    "mentorships.turning.remind_due": "a job's",
    "notifications.service.refresh": "ids only",
    "notifications.service.refresh_holders": "ids only",
    "organizations.directory.claim": "signing up",
    "organizations.service.found": "signing up",
    "outbox.queue.run_everything_periodic": "a developer's clock",
    "outbox.service.recent": "the developers' page, and tests",
    "participants.taking_part.of_person": "mentorships, matching and a member's page ask",
    "participants.taking_part.participant": "the same",
    "participants.taking_part.participants": "the same",
    "people.invitations.mark_invited": "roster.invitations ask",
    "people.invitations.write_invitations": "a job's",
    "people.letters.send_password_changed": "change_password asked",
    "people.links.make_links": "a job's, for the mail",
    "people.service.add": "signing up, confirming and importing",
    "people.service.by_ids": "slices that show names to those who may see them",
    "people.service.by_mail": "the same",
    "people.service.by_mails": "the same",
    "people.service.get": "the same",
    "people.sessions.resolve": "the guard itself",
    "people.sessions.start": "signing in, after it was proved",
    "people.sign_in.count_attempt": "signing in",
    "access.service.everybody": "whose roles are shown to those who manage them",
    "roster.service.facts_of": "eligibility, for oneself or for staff",
    "roster.service.facts_of_many": "the same",
    "surveys.answering.close_due": "a job's",
    "surveys.answering.mix": "a job's",
    "surveys.following.send_due": "a job's",
    "surveys.sending.remind_due": "a job's",
}
UNCALLED = {
    "events.publish": "takes an event of the house",
    "help.letters.send_answer": "takes a question that the office has just answered",
    "matching.final.back_to_the_list": "takes a proposal's row",
    "matching.final.make": "takes a proposal's row",
    "matching.final.make_all": "takes proposals' rows",
    "matching.letters.send_each": "takes written letters",
    "matching.pairing.give_up": "takes a task, which only pairing.begin gives",
    "matching.pairing.keep": "takes a task, which only pairing.begin gives",
    "matching.rounds.changed": "takes a round's row",
    "matching.rounds.table": "takes a round's row",
    "matching.subscriptions.drop_removed": "takes an event",
    "mentorships.beginning.begin_all": "takes those who have agreed",
    "mentorships.ending.close": "takes a pair's row",
    "mentorships.ending.end_of_participant": "takes an event",
    "mentorships.questions.ask": "takes a pair's row",
    "mentorships.service.note_meetings": "takes an event",
    "mentorships.telling.tell_reminded": "takes a pair's row",
    "notifications.service.tell": "takes a written notice",
    "notifications.service.tell_each": "takes written notices",
    "outbox.queue.defer": "takes a job",
    "outbox.service.send_from": "takes a way to write mails",
    "outbox.service.send_mail": "takes an addressee",
    "outbox.service.send_mails": "takes written letters",
    "participants.joining.take_in": "takes an application's row",
    "people.bulk.add_many": "takes rows of an import",
    "people.bulk.change_many": "takes rows of an import",
    "people.writing.write": "takes written letters",
    "programs.service.latest_of": "takes what a statement of the caller's selected",
    "programs.service.template_of": "the same",
    "surveys.asking.invite": "takes a survey's row",
    "surveys.asking.open_wave": "takes a survey of the program's document",
    "surveys.asking.remind": "takes rows",
    "surveys.following.after_meeting": "takes an event",
    "surveys.following.close": "takes an event",
    "surveys.following.plan": "takes an event",
}
ASKED_AT_THE_DOOR = {
    "access.service.everybody": "the roles, on the page of those who manage the organization",
    "live.service.announce": "refreshes one's own tabs",
    "matching.pairing.give_up": "the very handler that began it",
    "matching.pairing.keep": "the very handler that began it",
    "outbox.queue.run_everything_periodic": "the developers' clock, which production does not have",
    "people.service.by_ids": "names on pages of those who edit the program or the organization",
    "people.service.by_mails": "the demonstration's sign-in, which production does not have",
    "people.service.get": "one's own page",
    "people.sessions.start": "the demonstration's sign-in",
}


class Undone(Exception):  # noqa: N818 - not a fault
    """Takes back what a call did."""


@dataclass(frozen=True)
class Outcome:
    told: str = ""
    problem: Problem | None = None
    fault: Exception | None = None
    refused_by_database: bool = False

    @property
    def answered(self) -> bool:
        return self.problem is None and self.fault is None and not self.refused_by_database


@dataclass(frozen=True)
class Walk:
    victim: Victim
    arguments: Arguments

    async def call(self, service: Service, who: Principal, *, undo: bool) -> Outcome:
        given = self.arguments.of(service)
        found: Any = None
        try:
            async with unit_of_work(who) as db:
                for name, kind in get_type_hints(service).items():
                    if name != "return" and kind in (Principal, HasScope, Session):
                        given[name] = db if kind is Session else who
                found = await service(**given)
                if undo:
                    raise Undone
        except Undone:
            pass
        except Problem as problem:
            return Outcome(problem=problem)
        except DBAPIError as error:
            says_no = isinstance(error.orig, ForeignKeyViolation | InsufficientPrivilege)
            return Outcome(fault=None if says_no else error, refused_by_database=says_no)
        except Exception as fault:  # whatever it is, it is told of, with the function's name
            return Outcome(fault=fault)
        return Outcome(told=f"{found!r} {getattr(found, '__dict__', '')}")

    def callable(self) -> dict[str, Service]:
        found = {}
        for name, service in SERVICES.items():
            try:
                self.arguments.of(service)
            except (NoSuchThing, KeyError):
                continue
            found[name] = service
        return found


@pytest_asyncio.fixture
async def walk(cast: Cast, opened: Opened) -> Walk:
    made = await build(cast, await opened("wtsa", about__headline=PROGRAM))
    return Walk(made, Arguments(made, await things_of(made)))


def canaries_in(told: str, *but: str) -> list[str]:
    for own in but:
        told = told.replace(own, "")
    return [canary for canary in (*PRIVATE, *PERSONAL) if canary in told]


async def test_every_service_is_walked_or_named_with_the_reason_why_not(walk: Walk) -> None:
    assert set(SERVICES) - set(walk.callable()) == set(UNCALLED)


@pytest.mark.parametrize("name", ["stan", "otto"])
async def test_a_stranger_gets_nothing_from_any_service_with_ids_of_ours(name: str, walk: Walk) -> None:
    """Otto may do everything in his own organization, so that nothing but the database stands between."""
    who = getattr(walk.victim.cast, name)
    before = await print_of(walk.victim.cast.program)
    wrong = {}
    for each, service in walk.callable().items():
        outcome = await walk.call(service, who, undo=False)
        leaked = canaries_in(outcome.told) + [PROGRAM] * (PROGRAM in outcome.told)
        handed = takes_a_thing(service) or each in INNER  # which no stranger is ever given
        if leaked or outcome.fault or (outcome.refused_by_database and not handed):
            wrong[each] = leaked or repr(outcome.fault or "refused by the database alone")
    assert wrong == {}
    assert await print_of(walk.victim.cast.program) == before


@pytest.mark.parametrize(("name", "may"), [("visitor", {*OPEN}), ("gia", {*OPEN, *OF_ONESELF})])
async def test_whoever_may_not_is_refused_by_the_service_itself(name: str, may: set[str], walk: Walk) -> None:
    """A visitor, and a member who is no party and holds no role: with the ids of their own organization."""
    who = getattr(walk.victim.cast, name)
    answered, wrong = set(), {}
    for each, service in walk.callable().items():
        if each in INNER:
            continue
        outcome = await walk.call(service, who, undo=True)
        answered |= {each} if outcome.answered else set()
        leaked = canaries_in(outcome.told, "gia@wtsa.example", "office@wtsa.example")
        if leaked or outcome.fault or outcome.refused_by_database:
            wrong[each] = leaked or repr(outcome.fault or "refused by the database alone")
    assert wrong == {}
    assert answered == may


def test_what_asks_nobody_is_called_by_no_screen() -> None:
    """Or its handler's own permission is the one that counts, which the access matrix walks."""
    reached = used_by_screens()
    assert {name for name in (*INNER, *UNCALLED) if name in reached} == set(ASKED_AT_THE_DOOR)


def test_the_lists_name_only_what_there_is() -> None:
    named = [*OPEN, *OF_ONESELF, *INNER, *UNCALLED]
    assert len(named) == len(set(named))
    assert set(named) - set(SERVICES) == set()
    assert all(takes_somebody(SERVICES[name]) for name in OF_ONESELF)
