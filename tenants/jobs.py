"""Every job of the platform. Importing this makes a worker know them; the composition root does."""

from tenants.outbox import jobs as outbox
from tenants.people import jobs as people
from tenants.roster import jobs as roster

__all__ = ["outbox", "people", "roster"]
