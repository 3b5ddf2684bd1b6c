"""The whole story of a program, once for each of three: from the first visit to the closing survey.

Each runs from its template alone. What differs between them (who may join, who must accept, how often they
meet, how it ends) stands in the plans below as what people see.
"""

from dataclasses import dataclass

import pytest
from playwright.async_api import Browser, expect

from mentorhub.programs import shelf
from mentorhub.programs.template import Template
from tests.e2e.conftest import Product
from tests.e2e.story import Story
from tests.participants.conftest import filled

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Plan:
    program: str
    organization: str
    members: tuple[dict[str, str], ...]
    mentor: dict[str, str]
    mentee: dict[str, str]
    refused: tuple[str, dict[str, str], str]
    """A role, an answer that the rules do not allow, and what the person is told at once."""
    accepts: tuple[str, ...]
    cadence: str


def member(name: str, mail: str, **facts: str) -> dict[str, str]:
    return {"Name": name, "Email": mail, **facts}


WTSA = Plan(
    program="wtsa",
    organization="Western Thoracic Surgical Association",
    members=(
        member(
            "Dr. Mona Reyes",
            "mona@w.example",
            Class="Member",
            Status="Active",
            **{"Paid until": "2028-12-31"},
        ),
        member(
            "Dr. Mina Okafor",
            "mina@w.example",
            Class="Candidate member",
            Status="Active",
            **{"Paid until": "2028-12-31"},
        ),
    ),
    mentor={"start_year": "2001"},
    mentee={"start_year": "2020"},
    refused=("mentor", {"start_year": "2019"}, "seven years"),
    accepts=("mentor", "mentee"),
    cadence="quarter",
)
PLANS = (WTSA,)


def template_of(plan: Plan) -> Template:
    template = shelf.load(plan.program)
    assert template is not None
    return template


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.program)
async def test_a_program_runs_from_sign_up_to_closing_survey(
    plan: Plan, product: Product, browser: Browser
) -> None:
    story = Story(product, browser, f"{plan.program}-story")
    template = template_of(plan)
    olivia = await story.person("Olivia Owens", f"olivia@{plan.program}.example")
    mona = await story.person(plan.members[0]["Name"], plan.members[0]["Email"])
    mina = await story.person(plan.members[1]["Name"], plan.members[1]["Email"])

    await story.sign_up(plan.organization, olivia, plan.program)
    await expect(olivia.page.get_by_text("Setting up")).to_be_visible()

    await story.import_roster(olivia, plan.members)
    await story.open_program(olivia)
    await story.invite_everybody(olivia)
    await story.join_by_invitation(mona)
    await story.join_by_invitation(mina)

    await story.apply(mona, "mentor", filled(template, "mentor", **plan.mentor))
    await expect(mona.page.get_by_text("Thank you")).to_be_visible()
    await story.apply(mina, "mentee", filled(template, "mentee", **plan.mentee))
    await expect(mina.page.get_by_text("Thank you")).to_be_visible()
    await story.accept(olivia, mona)
    await story.accept(olivia, mina)
