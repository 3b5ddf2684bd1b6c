from datetime import datetime
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import TenantRow, belongs_to, index, one_of, unique
from tenants.kit import clock
from tenants.people.rules import LINK_PURPOSES


class Person(TenantRow):
    __tablename__ = "person"

    name: Mapped[str]
    given_name: Mapped[str] = mapped_column(default="")
    family_name: Mapped[str] = mapped_column(default="")
    mail: Mapped[str]
    mail_key: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")
    zone: Mapped[str | None]  # none: the organization's
    sort_key: Mapped[str]  # folded "family given", the order of lists
    search_key: Mapped[str]  # folded "name mail", what a search looks into
    password_hash: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    invited_at: Mapped[datetime | None]
    bounced_at: Mapped[datetime | None]
    joined_at: Mapped[datetime | None]  # the first sign-in
    disabled_at: Mapped[datetime | None]

    __table_args__ = (unique("mail_key"), index("sort_key", "id"))


class PersonSession(TenantRow):
    """A browser that is signed in. Of its cookie only the hash is kept."""

    __tablename__ = "session"

    person_id: Mapped[UUID]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    user_agent: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    stepped_up_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]

    __table_args__ = (
        belongs_to("person_id", "person", ondelete="cascade"),
        unique("token_hash"),
        index("person_id"),
        index("expires_at"),
    )


class SignInLink(TenantRow):
    """A link in a mail. Of its token only the hash is kept."""

    __tablename__ = "sign_in_link"

    person_id: Mapped[UUID]
    purpose: Mapped[str]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    __table_args__ = (
        belongs_to("person_id", "person", ondelete="cascade"),
        unique("token_hash"),
        index("person_id"),
        index("expires_at"),
        one_of("purpose", LINK_PURPOSES),
    )


class LinkRequest(TenantRow):
    """Somebody typed an address and asked for a mail. A job looks whether anybody has it, so that the
    answer on the screen, and the time it takes, are the same for everybody. Gone as soon as the job has
    run.
    """

    __tablename__ = "link_request"

    mail_key: Mapped[str]
    purpose: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (one_of("purpose", ("sign_in", "reset", "find")),)


class SignInAttempt(TenantRow):
    """A failed sign-in or a mail asked for, by a keyed hash of the address or of where it came from."""

    __tablename__ = "sign_in_attempt"

    key: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (index("key", "at"), index("at"))
