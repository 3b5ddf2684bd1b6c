"""Runs the migrations as the owner of the database: past every policy, loudly, and never in anybody's way.

Under forced row-level security a migration would be told "UPDATE 0" and believe it. The owner has BYPASSRLS,
and `row_security = off` turns whatever a policy would still hide into an error.
"""

import random
import time

from sqlalchemy import Connection, create_engine, exc, pool

from alembic import context
from tenants.database import migration
from tenants.database.engine import psycopg_url
from tenants.database.models import load_models
from tenants.kit import settings

ATTEMPTS = 50
# One migration at a time, however many processes start: any fixed number will do.
MIGRATING = 5_306_912_214


def run(connection: Connection) -> None:
    connection.exec_driver_sql("SET row_security = off")
    connection.exec_driver_sql("SET search_path = public")
    connection.exec_driver_sql(f"SELECT pg_advisory_lock({MIGRATING})")
    # A statement that waits for a lock makes everybody behind it wait: give up soon, and try again.
    connection.exec_driver_sql("SET lock_timeout = '200ms'")
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=load_models(),
        include_name=migration.include_name,
        process_revision_directives=migration.protecting,
        compare_server_default=True,
        roles=context.config.attributes.get("roles"),
    )
    with context.begin_transaction():
        context.run_migrations()


def address() -> str:
    url = context.config.attributes.get("owner_url") or settings.current().owner_database_url
    if url is None:
        raise settings.SettingsError("Migrations run as the database's owner: set OWNER_DATABASE_URL.")
    return url


def online() -> None:
    engine = create_engine(psycopg_url(address()), poolclass=pool.NullPool)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with engine.connect() as connection:
                run(connection)
        except exc.OperationalError as error:
            busy = getattr(error.orig, "sqlstate", None) == "55P03"  # lock_not_available
            if not busy or attempt == ATTEMPTS:
                raise
            time.sleep(random.uniform(0.1, 0.5))  # noqa: S311 - only spreads the attempts
        else:
            return


if context.is_offline_mode():
    raise settings.SettingsError(
        "Migrations need the database itself: they give rights and install the job queue."
    )
online()
