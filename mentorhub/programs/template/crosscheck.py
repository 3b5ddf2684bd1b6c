"""Do the parts of a template fit together? Each fault with its place and the way out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from mentorhub.programs.errors import Located
from mentorhub.programs.template import check_eligibility, check_matching, check_questions
from mentorhub.programs.template.vocabulary import Party

if TYPE_CHECKING:
    from mentorhub.programs.template.document import Template


def faults(template: "Template") -> Iterator[Located]:
    return chain(
        _storable(template),
        _roles(template),
        _intake(template),
        check_questions.faults(template),
        check_eligibility.faults(template),
        _pairing(template),
        check_matching.faults(template),
        _agreement(template),
        _meetings(template),
        _safeguarding(template),
        _surveys(template),
        _resources(template),
    )


def repeated(names: Sequence[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def _storable(template: "Template") -> Iterator[Located]:
    if any("\x00" in text for text in _texts(template.model_dump())):
        yield Located("", "There is a character in here that nobody can see and nothing can store (U+0000).")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from chain.from_iterable(_texts(part) for pair in value.items() for part in pair)
    elif isinstance(value, list | tuple):
        yield from chain.from_iterable(_texts(part) for part in value)


def _roles(template: "Template") -> Iterator[Located]:
    keys = template.role_keys
    for key in repeated(keys):
        yield Located("roles.roles", f"The role {key} is described twice; keep one.")
    circles = template.pairing.kind == "circles"
    expected = {"peer"} if circles else {"mentor", "mentee"}
    if set(keys) != expected:
        kind = "circles have peers and nobody else" if circles else "pairs need a mentor and a mentee"
        yield Located("roles.roles", f"This program says {' and '.join(keys)}; {kind}.")
    open_to = {role for path in template.roles.paths for role in path.roles}
    for index, path in enumerate(template.roles.paths):
        for role in path.roles:
            if role not in keys:
                yield Located(f"roles.paths[{index}].roles", f"Nobody is a {role} in this program.")
    for index, key in enumerate(keys):
        if key not in open_to:
            yield Located(f"roles.roles[{index}]", f"No sign-up path leads to {key}; add one.")


def _intake(template: "Template") -> Iterator[Located]:
    intake = template.intake
    if intake.kind == "windows" and not intake.windows:
        yield Located("intake.windows", "Applications are taken in windows, and there is none; add one.")
    if intake.kind == "rolling" and intake.windows:
        yield Located(
            "intake.windows", "Applications are taken all year; remove the windows or say so in kind."
        )
    waiting = intake.waiting_list
    if waiting.teaser == "count_and_interests" and (
        waiting.interests is None or template.question(waiting.interests) is None
    ):
        yield Located(
            "intake.waiting_list.interests", "Name the question whose answers are counted for those who wait."
        )


def parties(template: "Template") -> set[Party]:
    known: set[Party] = {*template.role_keys, "staff"}
    if template.pairing.kind == "committee":
        known.add("committee")
    if template.safeguarding.minors is not None:
        known.add("guardian")
    return known


def _unknown_parties(template: "Template", named: Sequence[Party], path: str) -> Iterator[Located]:
    known = parties(template)
    for party in named:
        if party not in known:
            listed = ", ".join(sorted(known))
            yield Located(path, f"There is no {party} in this program; it has {listed}.")
    for twice in repeated(named):
        yield Located(path, f"{twice} is named twice; once is enough.")


def _pairing(template: "Template") -> Iterator[Located]:
    pairing = template.pairing
    yield from _unknown_parties(template, pairing.acceptance.parties, "pairing.acceptance.parties")
    for day in pairing.acceptance.reminder_days:
        if day >= pairing.acceptance.within_days:
            yield Located(
                "pairing.acceptance.reminder_days",
                f"A reminder after {day} days comes too late: answers are due within "
                f"{pairing.acceptance.within_days}.",
            )
    for index, key in enumerate(pairing.proposal_shows):
        question = template.question(key)
        if question is None:
            yield Located(f"pairing.proposal_shows[{index}]", f"No question is called “{key}”.")
        elif question.private:
            yield Located(
                f"pairing.proposal_shows[{index}]", f"“{key}” is private, so nobody may be shown its answer."
            )
    if (pairing.kind == "circles") != (pairing.circle is not None):
        say = (
            "Describe the circles." if pairing.kind == "circles" else "Only circles have a shape; remove it."
        )
        yield Located("pairing.circle", say)
    if pairing.circle is not None:
        yield from check_matching.circle(template, pairing.circle)
    yield from check_questions.options_exist(
        template, pairing.mentor_class, pairing.preferred_first, "pairing.preferred_first"
    )


def _agreement(template: "Template") -> Iterator[Located]:
    agreement = template.agreement
    if agreement is not None:
        yield from _unknown_parties(template, agreement.signed_by, "agreement.signed_by")


def _meetings(template: "Template") -> Iterator[Located]:
    meetings = template.meetings
    offered = [place.type for place in meetings.places]
    for place in repeated(offered):
        yield Located("meetings.places", f"The place {place} stands here twice; keep one.")
    for key in repeated([kind.key for kind in meetings.kinds]):
        yield Located("meetings.kinds", f"Two kinds of meeting are called {key}; rename one.")
    for index, kind in enumerate(meetings.kinds):
        for place in kind.places:
            if place not in offered:
                yield Located(
                    f"meetings.kinds[{index}].places", f"{place} is not among the places of this program."
                )
    owner = meetings.agenda
    if owner in ("mentee", "mentor") and owner not in template.role_keys:
        yield Located("meetings.agenda", f"Nobody is a {owner} in this program.")
    if (owner == "circle") != (template.pairing.kind == "circles"):
        yield Located("meetings.agenda", "A circle's agenda belongs to the circle, and a pair's does not.")
    if meetings.agenda_topics is not None and meetings.agenda_topics not in template.form.lists:
        yield Located("meetings.agenda_topics", f"There is no list “{meetings.agenda_topics}” in form.lists.")


def _safeguarding(template: "Template") -> Iterator[Located]:
    care = template.safeguarding
    for key in repeated([kind.key for kind in care.concerns]):
        yield Located("safeguarding.concerns", f"Two kinds of concern are called {key}; rename one.")
    if care.minors is None:
        return
    minors = care.minors
    for field, key, kinds in (
        ("date_of_birth", minors.date_of_birth, {"date"}),
        ("guardian_name", minors.guardian_name, {"short_text"}),
        ("guardian_email", minors.guardian_email, {"short_text"}),
        ("guardian_phone", minors.guardian_phone, {"short_text"}),
    ):
        question = template.question(key)
        if question is None or question.kind not in kinds:
            yield Located(
                f"safeguarding.minors.{field}",
                f"A question of kind {min(kinds)} called “{key}” must be asked.",
            )
    for key in (minors.guardian_name, minors.guardian_email, minors.guardian_phone):
        question = template.question(key)
        when = question.when if question is not None else None
        if question is not None and (
            not question.required
            or when is None
            or when.question != minors.date_of_birth
            or (when.younger_than or 0) < minors.adult_at
        ):
            yield Located(
                "safeguarding.minors",
                f"“{key}” must be required of everybody younger than {minors.adult_at}; set its when.",
            )
    if not check_eligibility.refuses_younger_than(template, minors.date_of_birth, minors.youngest):
        yield Located(
            "safeguarding.minors.youngest",
            f"No eligibility rule refuses those younger than {minors.youngest}; add one for “age”.",
        )


def _surveys(template: "Template") -> Iterator[Located]:
    surveys = template.surveys.surveys
    for key in repeated([survey.key for survey in surveys]):
        yield Located("surveys.surveys", f"Two surveys are called {key}; rename one.")
    for index, survey in enumerate(surveys):
        path = f"surveys.surveys[{index}]"
        yield from _unknown_parties(template, survey.to, f"{path}.to")
        yield from check_questions.sequence(
            survey.questions, template.form.lists, parties(template), frozenset(), f"{path}.questions"
        )
    closing = template.closing.survey
    if closing is None:
        return
    named = template.survey(closing)
    if named is None:
        yield Located("closing.survey", f"No survey is called “{closing}”.")
    elif named.when.kind != "at_end":
        yield Located(
            "closing.survey", f"The survey “{closing}” is not sent at the end; set its when to at_end."
        )


def _resources(template: "Template") -> Iterator[Located]:
    for index, link in enumerate(template.resources.links):
        for role in link.roles:
            if role not in template.role_keys:
                yield Located(f"resources.links[{index}].roles", f"Nobody is a {role} in this program.")
    stages = check_questions.stages(template)
    for index, guidance in enumerate(template.resources.guidance):
        if guidance.stage not in stages:
            yield Located(
                f"resources.guidance[{index}].stage",
                f"“{guidance.stage}” is no answer to the stage question.",
            )
