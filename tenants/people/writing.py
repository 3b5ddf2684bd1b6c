"""A letter to persons whom only their ids name: how they are called and where their mail goes is looked up in
the very statement that writes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from tenants.database import Session
from tenants.kit import settings
from tenants.outbox import service as outbox
from tenants.outbox.letter import letter

_SLUG: Final = "{organization}"

# Who was disabled gets no mail. `PersonView.called`, `letter` and `Settings.url` say the same in Python.
_WRITTEN = outbox.mails_from(
    "letter",
    r"""
    SELECT told.id, person.id AS person_id, person.mail AS address, told.subject, told.kind, told.created_at,
           'Hello ' || coalesce(nullif(person.given_name, ''), person.name) || E',\n\n' || told.text || E'\n'
               || CASE WHEN organization.slug = told.single THEN told.bare
                       ELSE replace(told.url, '{organization}', organization.slug) END || E'\n' AS body
    FROM jsonb_to_recordset(CAST(:rows AS jsonb))
             AS told (id uuid, person_id uuid, subject text, text text, kind text, created_at timestamptz,
                      url text, bare text, single text)
    JOIN person ON person.id = told.person_id AND person.disabled_at IS NULL
    CROSS JOIN organization
    """,
)


@dataclass(frozen=True, slots=True)
class Written:
    """`path` is the page in their portal that it leads to."""

    person_id: UUID
    subject: str
    text: str
    path: str
    kind: str


async def write(db: Session, letters: Iterable[Written]) -> None:
    configured = settings.current()
    await outbox.send_from(
        db,
        _WRITTEN,
        [
            {
                "person_id": each.person_id,
                "subject": " ".join(each.subject.split()),  # a header is one line
                "text": letter(each.text),
                "kind": each.kind,
                "url": configured.url(_SLUG, each.path),
                "bare": configured.url(None, each.path),
                "single": configured.single_organization,
            }
            for each in letters
        ],
    )
