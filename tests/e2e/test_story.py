"""The whole story of a program, once for each of three: from the first visit to the closing survey.

Each runs from its template alone. What differs between them (who may join, who must accept, how often they
meet, how it ends) stands in the plans below as what people see.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.async_api import Browser, expect

from mentorhub.programs import shelf
from mentorhub.programs.template import RoleKey, Template
from tests.e2e.conftest import Product
from tests.e2e.story import PASSWORD, Person, Story, Typed, fill
from tests.participants.conftest import filled
from tests.support.mailbox import link_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

A_YEAR = 370


@dataclass(frozen=True)
class Plan:
    program: str
    organization: str
    mentor: dict[str, str]
    mentee: dict[str, str]
    """What the roster says of each."""
    typed: Callable[[int], dict[RoleKey, dict[str, str]]]
    """This year -> what each writes into the form, beyond what would do for anybody."""
    refused: Callable[[int], tuple[RoleKey, dict[str, str], str]]
    """This year -> a role, answers that the rules do not allow, and what the person is told."""
    accepts: tuple[str, ...]
    cadence: str
    ends: str
    """released at its term, asked to renew, or only when one of them ends it."""


WTSA = Plan(
    program="wtsa",
    organization="Western Thoracic Surgical Association",
    mentor={"Class": "Member", "Status": "Active", "Paid until": "2040-12-31"},
    mentee={"Class": "Candidate member", "Status": "Active", "Paid until": "2040-12-31"},
    typed=lambda year: {"mentor": {"start_year": str(year - 20)}, "mentee": {"start_year": str(year - 2)}},
    refused=lambda year: ("mentor", {"start_year": str(year - 7)}, "seven years"),
    accepts=("mentor", "mentee"),
    cadence="quarter",
    ends="asked",
)
WSRS = Plan(
    program="wsrs",
    organization="Washington State Radiological Society",
    mentor={"Class": "Active", "Status": "Active", "Paid until": "2040-12-31"},
    mentee={"Class": "RFS", "Status": "Active", "Paid until": "2040-12-31"},
    typed=lambda _year: {"mentor": {"status": "practising"}, "mentee": {"status": "resident"}},
    refused=lambda _year: ("mentor", {"status": "resident"}, "practising radiologists"),
    accepts=("mentor", "mentee"),
    cadence="12 weeks",
    ends="released",
)
WPSR = Plan(
    program="wpsr",
    organization="Washington Physicians for Social Responsibility",
    mentor={"Class": "Member", "Status": "Active", "Paid until": "2040-12-31"},
    mentee={"Class": "Friend", "Status": "Active", "Paid until": "2040-12-31"},
    typed=lambda _year: {"mentor": {"profession": "physician"}, "mentee": {}},
    refused=lambda _year: ("mentor", {"advocacy_experience": ""}, "advocacy"),
    accepts=(),
    cadence="month",
    ends="when they say so",
)
PLANS = (WTSA, WSRS, WPSR)


def form(plan: Plan, role: RoleKey, year: int) -> Typed:
    return filled(template_of(plan), role, **plan.typed(year).get(role, {}))


def template_of(plan: Plan) -> Template:
    template = shelf.load(plan.program)
    assert template is not None
    return template


@pytest.mark.requirement("WSRS-11", "WTSA-18", "WTSA-19", "WPSR-17")
@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.program)
async def test_a_program_runs_from_sign_up_to_closing_survey(
    plan: Plan, product: Product, browser: Browser
) -> None:
    story = Story(product, browser, f"{plan.program}-story")
    year = product.today().year
    olivia = await story.person("Olivia Owens", f"olivia@{plan.program}.example")
    mona = await story.person("Dr. Mona Reyes", f"mona@{plan.program}.example")
    mina = await story.person("Dr. Mina Okafor", f"mina@{plan.program}.example")
    roster = [
        {"Name": mona.name, "Email": mona.mail, **plan.mentor},
        {"Name": mina.name, "Email": mina.mail, **plan.mentee},
    ]

    await story.sign_up(plan.organization, olivia, plan.program)
    await expect(olivia.page.get_by_text("Setting up")).to_be_visible()
    await story.import_roster(olivia, roster)
    await story.open_program(olivia)
    await story.invite_everybody(olivia)
    await story.join_by_invitation(mona)
    await story.join_by_invitation(mina)

    await _public_page_shows_the_program(story, plan)
    await _rules_speak_at_once(story, mona, plan, year)
    await story.apply(mona, "mentor", form(plan, "mentor", year))
    await story.apply(mina, "mentee", form(plan, "mentee", year))
    for applicant in (mona, mina):
        await expect(
            applicant.page.get_by_role("heading", name="Your application is with us")
        ).to_be_visible()
        await story.accept(olivia, applicant)
        await applicant.page.goto(story.url("/home"))

    await story.pair_everybody(olivia)
    await _everybody_who_must_accepts(story, plan, mona, mina)
    for person, other in ((mona, mina), (mina, mona)):
        await expect(person.page.get_by_role("heading", name="You and").first).to_be_visible()
        await person.page.goto(await _pair_url(story, person))
        await expect(person.page.get_by_text(other.mail)).to_be_visible()
        await expect(person.page.get_by_text(plan.cadence).first).to_be_visible()

    await _they_talk_and_meet(story, mona, mina)
    await _staff_and_strangers_see_nothing(story, plan, olivia, mina)
    await _it_ends_as_the_template_says(story, plan, mona, mina)
    await _both_look_back_and_the_organizer_sees_no_group_of_two(story, plan, olivia, (mona, mina))
    await _signing_out_works(story, mina)
    for person in (olivia, mona, mina):
        await person.close()


async def _public_page_shows_the_program(story: Story, plan: Plan) -> None:
    visitor = await story.person("A visitor")
    template = template_of(plan)
    await visitor.page.goto(story.url())
    await expect(visitor.page.get_by_role("heading", name=template.about.headline)).to_be_visible()
    for path in template.roles.paths:
        await expect(visitor.page.get_by_role("link", name=path.title)).to_be_visible()
    await visitor.close()


async def _rules_speak_at_once(story: Story, person: Person, plan: Plan, year: int) -> None:
    role, answers, told = plan.refused(year)
    await story.apply(person, role, {**form(plan, role, year), **answers})
    await expect(person.page.get_by_text(told).first).to_be_visible()
    await fill(person.page, form(plan, role, year))


async def _everybody_who_must_accepts(story: Story, plan: Plan, mona: Person, mina: Person) -> None:
    """On screens that were open before the proposals were sent."""
    for person in (mona, mina):
        if plan.accepts:
            await story.see_proposal(person)
            assert "@" not in await person.page.locator("main").inner_text()  # no contact before it is final
            await story.say_yes(person)
    if plan.accepts:
        await expect(mona.page.get_by_text("You have both said yes")).to_be_visible()
        for person in (mona, mina):
            await person.page.goto(story.url("/home"))


async def _pair_url(story: Story, person: Person) -> str:
    await person.page.goto(story.url("/home"))
    link = person.page.locator("main a[href^='/mentorship/']").first
    path = await link.get_attribute("href")
    assert path is not None
    return story.url(path.partition("?")[0])


async def _they_talk_and_meet(story: Story, mona: Person, mina: Person) -> None:
    await story.write(mona, "I moved my Friday list. Does Thursday evening suit you?")
    await expect(mina.page.get_by_text("I moved my Friday list")).to_be_visible()
    await story.write(mina, "Thursday is perfect, thank you.")
    await expect(mona.page.get_by_text("Thursday is perfect")).to_be_visible()
    today = story.product.today()
    await story.write_down_meeting(mina, today, 45, "Talked about the first year.")
    await expect(mona.page.get_by_text("Talked about the first year.")).to_be_visible()


async def _staff_and_strangers_see_nothing(story: Story, plan: Plan, olivia: Person, mina: Person) -> None:
    path = mina.page.url.removeprefix(story.url("")).lstrip("/")
    await olivia.page.goto(story.url(f"/{path}"))
    await expect(olivia.page.get_by_text("There is nothing at this address")).to_be_visible()
    elsewhere = Story(story.product, story.browser, f"{plan.program}-other")
    stan = await elsewhere.person("Stan Stern", f"stan@{plan.program}.example")
    await elsewhere.sign_up("Somewhere Else Society", stan, plan.program)
    await stan.page.goto(elsewhere.url(f"/{path}"))
    await expect(stan.page.get_by_text("There is nothing at this address")).to_be_visible()
    assert "Friday list" not in await stan.page.content()
    await stan.page.goto(story.url(f"/{path}"))  # another host: he is signed in nowhere there
    await stan.page.wait_for_url("**/sign-in**")
    await stan.close()


async def _it_ends_as_the_template_says(story: Story, plan: Plan, mona: Person, mina: Person) -> None:
    path = mina.page.url
    if plan.ends != "when they say so":
        story.product.later(A_YEAR)
        for person in (mona, mina):
            await story.sign_in(person)
            await person.page.goto(path)
    if plan.ends == "released":
        await expect(mina.page.get_by_text("reached its end").first).to_be_visible()
        return
    if plan.ends == "asked":
        for person in (mona, mina):
            await person.page.get_by_role("button", name="Yes, go on").click()
        await expect(mina.page.get_by_role("button", name="Yes, go on")).to_have_count(0)
    await mina.page.get_by_role("button", name="End this mentorship privately").click()
    await mina.page.get_by_role("button", name="End it").click()
    await expect(mona.page.get_by_text("has ended").first).to_be_visible()


async def _both_look_back_and_the_organizer_sees_no_group_of_two(
    story: Story, plan: Plan, olivia: Person, pair: tuple[Person, Person]
) -> None:
    template = template_of(plan)
    closing = template.survey(template.closing.survey or "")
    assert closing is not None
    roles: tuple[RoleKey, ...] = ("mentor", "mentee")
    for person, role in zip(pair, roles, strict=True):
        typed = {
            question.key: "4" if question.kind in ("scale", "nps") else "yes"
            for question in closing.questions
            if question.required and (not question.roles or role in question.roles)
        }
        letter = story.product.mail.wait_for(person.mail, closing.title)
        await person.page.goto(link_in(letter))
        await story.answer_survey(person, typed)
    if plan.ends != "when they say so":
        await story.sign_in(olivia, "/organizer")
    await olivia.page.goto(story.url("/organizer/surveys"))
    await olivia.page.get_by_role("link", name=closing.title).first.click()
    await expect(olivia.page.get_by_text("five").first).to_be_visible()


async def _signing_out_works(story: Story, person: Person) -> None:
    """And signing in again does, in the very tab that was just a visitor's."""
    page = person.page
    await page.goto(story.url("/account"))
    await page.get_by_role("button", name="Sign out").first.click()
    await page.wait_for_url(story.at("/"))
    await expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    await page.goto(story.url("/home"))
    await page.wait_for_url("**/sign-in**")
    await page.get_by_label("Mail address", exact=True).fill(person.mail)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await page.wait_for_url(story.at("/home"))
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
