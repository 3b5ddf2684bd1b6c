"""What a person thinking of mentoring may know of those who wait: a number and interests, never a name."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from mentorhub.forms.answers import from_json
from mentorhub.forms.options import label_of
from mentorhub.participants import repository, rules
from mentorhub.participants.views import Waiting
from mentorhub.programs.template import Template
from mentorhub.programs.views import ProgramView
from tenants.database import Session

MOST_COUNTED = 2_000
MOST_INTERESTS = 6
SEEKER = "mentee"


async def waiting(db: Session, program: ProgramView, busy: Collection[UUID] = ()) -> Waiting | None:
    """Who waits: applicants for a place, and participants without a running pair (`busy` have one).

    None where the template says nothing, or nobody looks for anybody.
    """
    template = program.template
    if template.intake.waiting_list.teaser == "nothing" or SEEKER not in template.role_keys:
        return None
    answers = await repository.looking(db, program.id, SEEKER, busy=busy, limit=MOST_COUNTED)
    interests = _interests(template, answers) if len(answers) >= rules.FEWEST_FOR_INTERESTS else ()
    return Waiting(len(answers), interests)


def _interests(template: Template, stored: Sequence[dict[str, Any]]) -> tuple[tuple[str, int], ...]:
    policy = template.intake.waiting_list
    question = template.question(policy.interests) if policy.interests is not None else None
    if policy.teaser != "count_and_interests" or question is None:
        return ()
    counted: Counter[str] = Counter()
    for answers in stored:
        value = from_json([question], answers).get(question.key)
        counted.update(value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ())
    lists = template.form.lists
    return tuple(
        (label_of(question, value, lists), number) for value, number in counted.most_common(MOST_INTERESTS)
    )
