"""Where the database is: the one that the settings name, or the project's own for as long as it is needed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tenants.database.embedded import DATABASE, Server
from tenants.database.roles import Passwords, Roles, create_database, create_roles
from tenants.kit.settings import Settings


@dataclass(frozen=True, slots=True)
class Urls:
    """How to reach the database, as PostgreSQL's own tools also read it: as the program, and as the owner."""

    app: str
    owner: str | None
    superuser: str | None = None

    def environment(self) -> dict[str, str]:
        """For processes that are started beside it."""
        owner = {"OWNER_DATABASE_URL": self.owner} if self.owner else {}
        return {"DATABASE_URL": self.app, **owner}

    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"database_url": self.app, "owner_database_url": self.owner})


@contextmanager
def running(settings: Settings) -> Iterator[Urls]:
    """The database that DATABASE_URL names; without it the project's own, with its roles."""
    if settings.database_url is not None:
        yield Urls(settings.database_url, settings.owner_database_url)
        return
    roles = Roles.named(settings.database_roles)
    with Server(settings.data_folder).running() as server:
        kept = server.secrets
        create_roles(server.superuser_url, roles, Passwords(kept.owner, kept.app, kept.backup))
        create_database(server.superuser_url, DATABASE, roles)
        yield Urls(
            app=server.url(roles.app, kept.app),
            owner=server.url(roles.owner, kept.owner),
            superuser=server.superuser_url,
        )
