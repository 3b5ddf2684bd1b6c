import pytest

from mentorhub.web.frame import Frame
from mentorhub.web.organizer.settings.settings import Settings
from tenants.database import unit_of_work
from tenants.organizations import service as organizations
from tests.support.cast import Cast
from tests.support.statements import counted
from tests.support.tab import Wires
from tests.support.visits import visited

PATH = "/organizer/settings"
FORM = {
    "name": "Western Thoracic",
    "tagline": "Surgeons of the West",
    "contact_mail": "office@wtsa.example",
    "dues_url": "https://wtsa.example/dues",
    "zone": "America/Denver",
    "accent": "#7A1F2B",
}


async def test_what_is_saved_shows_around_every_page_at_once(wires: Wires, cast: Cast) -> None:
    olivia = await visited(wires, cast.olivia, PATH)
    await olivia.send(Settings.save, FORM)
    page = await olivia.state(Settings)
    assert (page.notice, page.accent, page.new_colour) == ("Saved.", "#7a1f2b", True)
    async with unit_of_work(cast.olivia) as db:
        kept = await organizations.current(db)
    assert (kept.name, kept.zone, kept.accent) == ("Western Thoracic", "America/Denver", "#7a1f2b")
    carl = await visited(wires, cast.carl, "/organizer")
    assert (await carl.state(Frame)).organization == "Western Thoracic"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"contact_mail": "office"}, "contact_mail"),
        ({"dues_url": "javascript:alert(1)"}, "dues_url"),
        ({"dues_url": "dues"}, "dues_url"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"accent": "red;} body{display:none"}, "accent"),
        ({"accent": {"$ne": 1}}, "accent"),
    ],
)
async def test_what_does_not_do_is_refused_at_its_field_in_one_plain_sentence(
    wrong: dict[str, object], field: str, wires: Wires, cast: Cast
) -> None:
    olivia = await visited(wires, cast.olivia, PATH)
    await olivia.send(Settings.save, {**FORM, **wrong})
    problems = (await olivia.state(Settings)).problems
    assert list(problems) == [field]
    assert "\n" not in problems[field]
    async with unit_of_work(cast.olivia) as db:
        assert (await organizations.current(db)).name == "Western Thoracic Surgical Association"


async def test_a_colour_that_is_too_light_is_shown_darker_and_says_so(wires: Wires, cast: Cast) -> None:
    olivia = await visited(wires, cast.olivia, PATH)
    await olivia.send(Settings.type_colour, "#ffdd00")
    page = await olivia.state(Settings)
    assert page.adjusted
    assert page.light != "#ffdd00"
    assert "too light" in page.verdict
    await olivia.send(Settings.pick_colour, "#1d4f91")
    page = await olivia.state(Settings)
    assert (page.adjusted, page.light, page.tried) == (False, "#1d4f91", "#1d4f91")


@pytest.mark.parametrize("half", ["#1d4", "#1d4f", "", None, ["#123456"], "url(x)"])
async def test_half_a_colour_breaks_nothing(half: object, wires: Wires, cast: Cast) -> None:
    olivia = await visited(wires, cast.olivia, PATH)
    await olivia.send(Settings.type_colour, half)
    page = await olivia.state(Settings)
    assert page.light.startswith("#")
    assert len(page.light) == 7
    assert page.verdict
    assert "url" not in page.light + page.dark


async def test_who_holds_which_role_stands_there_owners_first(wires: Wires, cast: Cast) -> None:
    olivia = await visited(wires, cast.olivia, PATH)
    holders = (await olivia.state(Settings)).holders
    assert [(each.name, each.roles) for each in holders] == [
        ("Olivia Owens", "Owner"),
        ("Carl Cooper", "Coordinator"),
        ("Dana Diaz", "Committee member"),
    ]
    assert holders[0].href == f"/organizer/people/{cast.olivia.person_id}"


async def test_nobody_without_the_permission_gets_in_or_changes_anything(wires: Wires, cast: Cast) -> None:
    for who in (cast.mina, cast.carl, cast.stan):
        tab = await visited(wires, who, PATH)
        assert "Dana Diaz" not in tab.received
        await tab.send(Settings.save, FORM)
    async with unit_of_work(cast.olivia) as db:
        assert (await organizations.current(db)).name == "Western Thoracic Surgical Association"


async def test_the_page_asks_the_database_at_most_six_times(wires: Wires, cast: Cast) -> None:
    olivia = await visited(wires, cast.olivia, PATH)
    with counted() as seen:
        await olivia.send(Settings.load)
    assert len(seen) <= 6, seen
    with counted() as seen:
        await olivia.send(Settings.save, FORM)
    assert len(seen) <= 6, seen
