"""`database run`, `database create` and `database check`: the database without the program."""

import asyncio
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Callable
from types import FrameType
from typing import Annotated

import psycopg
import typer

from tenants.database import auditor, embedded, engine, reach
from tenants.database.binaries import DatabaseUnavailable
from tenants.database.roles import Passwords, Roles, create_database, create_roles, existing_roles, libpq
from tenants.kit import settings

app = typer.Typer(name="database", help="The database without the program.", no_args_is_help=True)

FORWARDED = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2)


def _refuse(sentence: str, code: int = 1) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(code)


@app.command(context_settings={"allow_interspersed_args": False, "ignore_unknown_options": True})
def run(
    command: Annotated[list[str], typer.Argument(help="The command and its arguments, after --.")],
) -> None:
    """Run COMMAND with the database up, DATABASE_URL (the program's role) and OWNER_DATABASE_URL set."""
    try:
        configured = settings.current()
        with reach.running(configured) as urls:
            code = _run(command, {**os.environ, **urls.environment()})
    except (settings.SettingsError, DatabaseUnavailable) as error:
        raise _refuse(str(error)) from None
    raise typer.Exit(code)


def _run(command: list[str], environment: dict[str, str]) -> int:
    """Its exit code; as a shell says it, 128 and the signal's number when a signal ended it."""
    waiting: list[int] = []
    child: subprocess.Popen[bytes] | None = None

    def forward(number: int, _frame: FrameType | None) -> None:
        if number == signal.SIGINT and sys.stdin is not None and sys.stdin.isatty():
            return  # Ctrl-C: the terminal has told the command itself
        if child is None:
            waiting.append(number)
        else:
            child.send_signal(number)

    before: dict[int, Callable[[int, FrameType | None], object] | int | None] = {
        number: signal.signal(number, forward) for number in FORWARDED
    }
    try:
        child = subprocess.Popen(command, env=environment)  # noqa: S603 - the user's own command
        for number in waiting:
            child.send_signal(number)
        code = child.wait()
    except FileNotFoundError:
        raise _refuse(f"There is no command {command[0]}.", 127) from None
    except PermissionError:
        raise _refuse(f"{command[0]} cannot be run.", 126) from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return 128 - code if code < 0 else code


@app.command()
def create(
    superuser_url: Annotated[str, typer.Argument(help="postgresql://... of a superuser of the server.")],
    name: Annotated[str, typer.Option(help="The name of the database.")] = embedded.DATABASE,
    new_passwords: Annotated[  # noqa: FBT002 - a flag of the command line
        bool, typer.Option("--new-passwords", help="Give roles that exist new passwords.")
    ] = False,
) -> None:
    """Make the three roles and the database on a server of your own, and print the settings for .env."""
    roles = Roles.named(settings.current().database_roles)
    try:
        known = existing_roles(superuser_url, roles)
        if known and not new_passwords:
            raise _refuse(
                f"{', '.join(known)} exist on this server. Choose other names with MENTORHUB_DATABASE_ROLES, "
                "or say --new-passwords: whatever uses the old ones then stops working."
            )
        made = Passwords(*(secrets.token_urlsafe(24) for _ in range(3)))
        create_roles(superuser_url, roles, made)
        create_database(superuser_url, name, roles)
    except psycopg.Error as error:
        raise _refuse(f"The server refuses: {error}") from None
    address = engine.psycopg_url(superuser_url).set(database=name)
    typer.echo(f"DATABASE_URL={libpq(address.set(username=roles.app, password=made.app))}")
    typer.echo(f"OWNER_DATABASE_URL={libpq(address.set(username=roles.owner, password=made.owner))}")
    typer.echo(f"# for backups: {libpq(address.set(username=roles.backup, password=made.backup))}")


@app.command()
def check() -> None:
    """Read the live catalog and say where the database would not keep organizations apart."""

    async def examine(url: str) -> None:
        made = engine.create(url)
        try:
            await auditor.refuse_if_faulty(made)
        finally:
            await made.dispose()

    try:
        with reach.running(settings.current()) as urls:
            asyncio.run(examine(urls.app))
    except (settings.SettingsError, DatabaseUnavailable, auditor.DatabaseFaulty) as error:
        raise _refuse(str(error)) from None
    typer.echo("No fault found.")


if __name__ == "__main__":
    app()
