"""What happens in an organization, from its first application to this morning."""

from collections.abc import Sequence
from functools import partial

from mentorhub.demonstration import helping, office
from mentorhub.demonstration.agenda import Agenda
from mentorhub.demonstration.answers import Writer
from mentorhub.demonstration.applying import Applicant, apply
from mentorhub.demonstration.crowd import Human
from mentorhub.demonstration.pairs import Pairs
from mentorhub.demonstration.plan import applicants_of
from mentorhub.demonstration.rounds import Rounds, Wish
from mentorhub.participants import service as participants
from tenants.database import unit_of_work

INVITED = 20.0
YEAR_AGO, SPRING, THIS_WEEK, YESTERDAY = 374.0, 176.0, 5.0, 1.0
"""Days ago that rounds begin. The pairs of the first have been together for a year since two days ago."""
NEW_PAIRS = (371.9, 366.5, 173.9, 168.5, 1.8)
SURVEYS = ((340.0, 0.8), (200.0, 0.7), (150.0, 0.7), (60.0, 0.7), (20.0, 0.7), (1.2, 0.85))
"""When people get round to answering, and how many of them do."""
RELEASED, DONE = 1.9, 1.5


def plan(
    agenda: Agenda, writer: Writer, seniors: Sequence[Human], juniors: Sequence[Human], cast: Sequence[Human]
) -> None:
    stage = agenda.stage
    applicants = applicants_of(stage, seniors, juniors, cast)
    for applicant in applicants:
        agenda.add(applicant.days_ago, partial(apply, agenda, writer, applicant))
    agenda.add(INVITED, partial(office.invite, stage, seniors[stage.setting.mentors :]))
    if stage.setting.pairs:
        _plan_pairs(agenda, writer, applicants, cast)
    taking_part = [each.human for each in applicants if each.outcome == "accepted"]
    parts = {human.member.part: human for human in cast if human.member}
    helping.plan(agenda, parts.get("oldest_pair", taking_part[1]), parts.get("running_pair", taking_part[0]))


def _plan_pairs(
    agenda: Agenda, writer: Writer, applicants: Sequence[Applicant], cast: Sequence[Human]
) -> None:
    rounds = Rounds(agenda, applicants)
    names = {human.member.part: human.name for human in cast if human.member}
    oldest = Wish(names["oldest_pair"], names["mentor_of_two"])
    one_to_one = agenda.stage.program.template.matching.mentor_capacity.maximum == 1
    second = Wish(names["running_pair"], "" if one_to_one else names["mentor_of_two"])
    rounds.closed(YEAR_AGO, _named(agenda, YEAR_AGO), [oldest], declined=False)
    if not one_to_one:
        mentor = next(human for human in cast if human.member and human.member.part == "mentor_of_two")
        agenda.add(SPRING + 4, partial(_takes_another, agenda, mentor))
    rounds.closed(SPRING, _named(agenda, SPRING), [second], declined=True)
    waits = [Wish(names["proposal_waits"], names["mentor_this_week"])] if "proposal_waits" in names else []
    rounds.out(THIS_WEEK, _named(agenda, THIS_WEEK), waits)
    rounds.in_the_room(YESTERDAY, f"{_named(agenda, YESTERDAY)}, those who came late")
    pairs = Pairs(agenda, writer, rounds.mentors, rounds.mentees)
    for days_ago in NEW_PAIRS:
        agenda.add(days_ago, pairs.begin)
    for days_ago, share in SURVEYS:
        agenda.add(days_ago, partial(pairs.answer_surveys, share))
    agenda.add(RELEASED, agenda.do_periodic)
    agenda.add(DONE, pairs.rest)


async def _takes_another(agenda: Agenda, mentor: Human) -> None:
    """The first year goes well enough for a second mentee."""
    who = await agenda.stage.principal_of(mentor)
    async with unit_of_work(who) as db:
        [place] = await participants.of_person(db, who.me, agenda.stage.program.id)
        await participants.set_capacity(db, who, place.id, 2)


def _named(agenda: Agenda, days_ago: float) -> str:
    moment = agenda.stage.days_before(days_ago)
    return f"{moment:%B %Y}"
