"""The command line."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from mentorhub import serving
from mentorhub.matching import commands as matching
from tenants.database import migration
from tenants.database.binaries import DatabaseUnavailable
from tenants.database.cli import app as database
from tenants.database.reach import Urls, running
from tenants.kit import log as logs
from tenants.kit import settings

# ruff: noqa: FBT002 - Typer makes options of a function's arguments: their defaults are no positional booleans

app = typer.Typer(
    no_args_is_help=True, pretty_exceptions_enable=False, help="Mentorship programs for many organizations."
)


app.add_typer(database)
app.command()(matching.match)
app.command()(matching.circles)


@contextmanager
def _database() -> Iterator[Urls]:
    """The configured database or the embedded one, for this process and those it starts."""
    try:
        configured = settings.load()
        with running(configured) as urls:
            os.environ.update(urls.environment())
            settings.use(urls.settings(configured))
            yield urls
    except (settings.SettingsError, DatabaseUnavailable) as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(1) from None


@app.command()
def serve(
    demonstration: Annotated[
        bool,
        typer.Option("--demonstration", help="Fill five demonstration organizations and sign in as anybody."),
    ] = False,
    migrate_first: Annotated[
        bool, typer.Option("--migrate/--no-migrate", help="Bring the database up to date.")
    ] = True,
    workers: Annotated[int, typer.Option(min=1, help="Processes; more than one needs REDIS_URL.")] = 1,
) -> None:
    """Serve everything on one port: pages, live connection, jobs."""
    if demonstration:
        os.environ["MENTORHUB_DEMONSTRATION"] = "true"
    with _database() as urls:
        configured = settings.current()
        logs.configure(production=configured.production)
        if workers > 1 and configured.redis_url is None:
            raise typer.BadParameter(
                "Several processes share the screens' state through Redis: set REDIS_URL."
            )
        if migrate_first and urls.owner:
            migration.upgrade(urls.owner)
        if configured.demonstration:
            _fill_demonstration()
        serving.build_pages(configured.port)
        _say_where()
        serving.run(configured.listen, configured.port, workers)


def _fill_demonstration() -> None:
    from mentorhub.composition import compose
    from mentorhub.demonstration.fill import fill  # Faker is slow to import and not needed otherwise

    compose()
    typer.echo("Filling the demonstration organizations ...")
    asyncio.run(fill())


def _say_where() -> None:
    configured = settings.current()
    typer.echo(f"\nMentorHub is at {configured.url()}")
    if configured.demonstration:
        from mentorhub.programs import shelf  # one demonstration organization for each program of the catalog

        slugs = [name for name in shelf.names() if name != shelf.BLANK]
        for slug in slugs:
            typer.echo(f"  {configured.url(slug)}")
        typer.echo(f"Sign in as anybody of the demonstration: {configured.url(slugs[0], '/demo')}")
    if not configured.smtp_url:
        typer.echo(f"Mail is not sent; read it at {configured.url(path='/dev/mail')}")
    typer.echo("Ctrl-C stops it.\n")


@app.command()
def worker() -> None:
    """Do the jobs (mail, expiries, reminders) beside servers that do not."""
    from mentorhub.composition import compose  # names every job there is
    from tenants.outbox.worker import run_worker

    with _database():
        logs.configure(production=settings.current().production)
        compose()
        asyncio.run(run_worker())


@app.command()
def migrate() -> None:
    """Bring the database up to date, as its owner."""
    with _database() as urls:
        if urls.owner is None:
            raise typer.BadParameter("Migrating needs the owner's address: set OWNER_DATABASE_URL.")
        migration.upgrade(urls.owner)
        typer.echo("The database is up to date.")


@app.command()
def demo() -> None:
    """Fill five demonstration organizations with people and histories at every stage."""
    os.environ["MENTORHUB_DEMONSTRATION"] = "true"
    with _database() as urls:
        if urls.owner:
            migration.upgrade(urls.owner)
        _fill_demonstration()
        typer.echo("The demonstration organizations are there.")


if __name__ == "__main__":
    app()
