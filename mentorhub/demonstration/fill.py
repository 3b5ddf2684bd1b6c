"""Fills the demonstration: five organizations, each in one transaction, so that none is ever half there."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic

import typer

from mentorhub.composition import compose
from mentorhub.demonstration import office, story
from mentorhub.demonstration.agenda import Agenda
from mentorhub.demonstration.answers import Writer
from mentorhub.demonstration.crowd import Crowd
from mentorhub.demonstration.errors import NotADemonstration
from mentorhub.demonstration.organizations import SETTINGS, Setting
from mentorhub.demonstration.people import CAST
from tenants.database import engine as engines
from tenants.database.transaction import one_transaction
from tenants.kit import clock, settings
from tenants.organizations import directory

FOUNDED_DAYS_AGO = 430


async def fill() -> None:
    """What is there already is left as it is.

    Raises:
        NotADemonstration: unless the settings say that this is one.
    """
    if not settings.current().demonstration:
        raise NotADemonstration
    compose()
    for setting in SETTINGS:
        began = monotonic()
        if await directory.by_slug(setting.slug) is not None:
            typer.echo(f"  {setting.name}: there already")
            continue
        with _nothing_is_sent():
            await _fill_one(setting)
        typer.echo(f"  {setting.name}: {monotonic() - began:.1f} s")


async def _fill_one(setting: Setting) -> None:
    async with one_transaction(engines.current(), keep=True):
        present = clock.now()
        with clock.travel(-timedelta(days=FOUNDED_DAYS_AGO)) as journey:
            crowd = Crowd(setting, present.year)
            cast = [crowd.cast(member) for member in CAST[setting.slug]]
            half = setting.roster // 2
            seniors, juniors = crowd.seniors(half), crowd.juniors(setting.roster - half)
            stage = await office.found(setting, journey, present)
            await office.fill_roster(
                stage, [*cast, *seniors, *juniors], lapsed=[*seniors[-2:], *juniors[-2:]]
            )
            await office.name_staff(stage, cast)
            agenda = Agenda(stage)
            writer = Writer(setting.slug, stage.program.template, stage.chance, present.date())
            story.plan(agenda, writer, seniors, juniors, cast)
            await agenda.run()


@contextmanager
def _nothing_is_sent() -> Iterator[None]:
    """Nobody here has a mailbox: mails are written, and read on the page for them."""
    configured = settings.current()
    settings.use(configured.model_copy(update={"smtp_url": None}))
    try:
        yield
    finally:
        settings.use(configured)
