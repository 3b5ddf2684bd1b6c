"""The whole schema, generated from the models by `make migration`. Never edit it by hand."""

from alembic import op
from tenants.database import migration  # noqa: F401 - registers our operations

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.install_tenancy()
    op.install_job_queue()


def downgrade() -> None:
    raise NotImplementedError("There is nothing before the first migration: make a new database.")
