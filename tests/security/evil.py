"""An organization in which every text that somebody may write is an attack on whoever reads it.

`python -m tests.security.evil` fills the database of DATABASE_URL with it, for a browser to look at.
"""

import asyncio
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

import pytest

from mentorhub.composition import compose
from mentorhub.help import service as help_desk
from mentorhub.help.forms import VisitorForm
from mentorhub.participants import service as participants
from mentorhub.programs import service as programs
from mentorhub.programs import shelf
from mentorhub.programs.errors import TemplateInvalid
from mentorhub.programs.template import Template
from tenants.access import Principal
from tenants.database import engine, unit_of_work
from tenants.database.models import load_models
from tenants.kit.ids import new_id
from tenants.organizations import service as organizations
from tenants.organizations.forms import OrganizationForm
from tenants.people import service as people
from tenants.people.forms import PersonForm
from tenants.roster import imports
from tests.matching.conftest import Setting
from tests.participants.conftest import filled
from tests.security import victim
from tests.support.cast import Cast, assemble, join, signed_in
from tests.surveys.people import GOOD, answer, crowd, send

SHORT = '"><svg onload=window.__xss=5>'
"""Where forty characters fit."""
EVIL = "\"'><img src=x onerror=window.__xss=1><script>window.__xss=2</script>[x](javascript:window.__xss=3)"
"""HTML, an end of an attribute, and Markdown."""
SAID = ("otherwise", "sentence", "refusal", "text", "label")  # of the rules, which compare the rest
MARK = "window.__xss"
ROSTER = f"""Name;Email;Class;{SHORT}
"{EVIL.replace('"', '""')}";rosa@wtsa.example;"{EVIL.replace('"', '""')}";{EVIL.replace('"', "")}
"{EVIL.replace('"', '""')}";no address {EVIL.replace('"', "")};Active;x
"""


@dataclass(frozen=True)
class Evil:
    tokens: dict[str, str]
    """Whose browser is signed in by which cookie."""
    paths: dict[str, list[str]]
    """Whose browser looks at which pages."""


def evil_template(key: str) -> Template:
    """Every text in a program's document that takes an attack has one."""
    template = shelf.load(key)
    assert template is not None
    said = [path for path in _texts(template.to_data()) if "eligibility" not in path or path[-1] in SAID]
    for path in said:
        for attack in (EVIL, SHORT):
            data = template.to_data()
            *parents, last = path
            place: Any = data
            for step in parents:
                place = place[step]
            place[last] = attack
            with suppress(TemplateInvalid):
                template = Template.from_data(data)
                break
    return template


def _texts(value: Any, path: tuple[Any, ...] = ()) -> Any:
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each, (*path, key))
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from _texts(each, (*path, place))


async def fill(cast: Cast) -> Evil:
    async with unit_of_work(cast.olivia) as db:
        program = await programs.create_from_catalog(db, cast.olivia, "wtsa", status="open")
        program = await programs.publish(db, cast.olivia, program.id, evil_template("wtsa"), note=EVIL)
        form = OrganizationForm(
            name=EVIL,
            tagline=EVIL,
            contact_mail="office@wtsa.example",
            zone="America/Los_Angeles",
            accent="#224466",
        )
        await organizations.change(db, cast.olivia, form)
        for who in (cast.olivia, cast.carl, cast.dana, cast.mona, cast.mina):
            renamed = PersonForm(name=f"{who.name[:4]} {EVIL}", mail=who.mail, phone=SHORT)
            await people.change_person(db, cast.olivia, who.me, renamed)
    setting = _Evil(cast, "wtsa", program)
    with pytest.MonkeyPatch.context() as canaries:
        for name in ("MESSAGE", "NOTES", "QUESTION", "REPLY", "COMMITTEE"):
            canaries.setattr(victim, name, EVIL)
        made = await victim.build(cast, setting)
    await _let_somebody_go(cast, setting)
    await _question(cast, setting)
    survey_id = await _survey(cast, setting)
    async with unit_of_work(cast.olivia) as db:
        started = await imports.start(db, cast.olivia, f"{EVIL}.csv", ROSTER.encode())
    tokens = {name: (await signed_in(getattr(cast, name))).token for name in ("mina", "olivia", "dana")}
    ids = made.ids
    paths = {
        "visitor": ["/", "/apply", "/apply/mentee", "/sign-in", "/guide", "/forgot-password"],
        "mina": [
            "/home",
            "/messages",
            f"/mentorship/{made.mentorship_id}",
            f"/proposal/{ids['proposal'][0]}",
            "/application",
            "/help",
            "/account",
            f"/survey/{survey_id}",
        ],
        "olivia": [
            "/organizer",
            "/organizer/applications",
            *(f"/organizer/applications/{each}" for each in ids["application"]),
            "/organizer/rounds",
            f"/organizer/rounds/{made.setting.round_id}",
            "/organizer/mentorships",
            "/organizer/surveys",
            f"/organizer/surveys/{survey_id}",
            "/organizer/help",
            "/organizer/people",
            f"/organizer/people/{cast.mina.me}",
            "/organizer/people/import",
            f"/organizer/people/import/{started.id}",
            "/organizer/program",
            "/organizer/program/document",
            "/organizer/settings",
        ],
        "dana": [f"/organizer/rounds/{made.setting.round_id}"],
    }
    return Evil(tokens, paths)


class _Evil(Setting):
    """Whoever applies here writes nothing else."""

    async def joins(self, who: Principal, role: Any, **answers: Any) -> Any:
        written = filled(self.program.template, role)
        free = {key: EVIL for key, value in written.items() if value == "A few honest words."}
        return await super().joins(who, role, **(free | answers))

    async def starts(self, name: str = SHORT) -> UUID:
        return await super().starts(name)


async def _let_somebody_go(cast: Cast, setting: Setting) -> None:
    gone = await join(cast.a, f"Ghita {SHORT}", mail="ghita@wtsa.example")
    part = await setting.joins(gone, "mentee")
    async with unit_of_work(cast.olivia) as db:
        await participants.remove(db, cast.olivia, part.id, EVIL)


async def _question(cast: Cast, setting: Setting) -> None:
    """One that still waits for its answer."""
    asks = {"key": new_id(), "name": EVIL, "mail": "vera@visitors.example", "body": EVIL}
    async with unit_of_work(cast.visitor) as db:
        await help_desk.ask_as_visitor(db, setting.program, VisitorForm.model_validate(asks))


async def _survey(cast: Cast, setting: Setting) -> Any:
    """As many answer as it takes for their words to be shown."""
    everybody = await crowd(cast, setting.program, "mentor", 6)
    survey = next(each for each in setting.program.template.surveys.surveys if each.key == "half_yearly")
    wave_id = await send(cast, setting.program, "half_yearly")
    free = {each.key: EVIL for each in survey.questions if each.kind in ("long_text", "short_text")}
    for who in everybody:
        await answer(who, wave_id, GOOD["half_yearly"] | free)
    return wave_id


async def _main() -> None:
    compose()
    load_models()
    print(json.dumps(asdict(await fill(await assemble()))))  # noqa: T201 - read by the test
    await engine.close()


if __name__ == "__main__":
    asyncio.run(_main())
