"""Programs of an organization and the versions of their templates. A version is published, never edited."""

import re
import unicodedata
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect

from mentorhub.permissions import PROGRAM_EDIT
from mentorhub.programs import repository, shelf
from mentorhub.programs.errors import NoSuchProgram, NotInCatalog, PublishedMeanwhile
from mentorhub.programs.model import Program, ProgramVersion, Status
from mentorhub.programs.template import Template
from mentorhub.programs.views import ProgramLine, ProgramView, VersionLine, VersionView
from tenants.access import Principal, require
from tenants.audit import service as audit
from tenants.database import Session

MOST_PARSED = 512
_parsed: dict[tuple[UUID | None, UUID], Template] = {}
"""Versions never change, so one that was read stays read: by the organization whose row it was, no other."""


async def create_from_catalog(
    db: Session, principal: Principal, key: str, *, status: Status = "draft"
) -> ProgramView:
    template = shelf.load(key)
    if template is None:
        require(principal, PROGRAM_EDIT)
        raise NotInCatalog
    return await create(db, principal, template, note="From the catalog.", status=status)


async def create(
    db: Session, principal: Principal, template: Template, *, note: str = "", status: Status = "draft"
) -> ProgramView:
    require(principal, PROGRAM_EDIT)
    name = template.about.name
    program = Program(name=name, slug=_free_slug(name, await repository.slugs(db)), status=status, number=1)
    await repository.add(db, program)
    version = _version_of(program, principal, template, note)
    await repository.add(db, version)
    await audit.record(db, principal, "program.created", "program", program.id)
    return _view(program, version.id, template)


async def publish(
    db: Session,
    principal: Principal,
    program_id: UUID,
    template: Template,
    *,
    note: str = "",
    instead_of: int | None = None,
) -> ProgramView:
    """Make this the version that counts from now on; what runs under an older one keeps it.

    `instead_of` is the number of the version the editor started from: another one since then is a conflict.
    """
    require(principal, PROGRAM_EDIT)
    program = await _locked(db, program_id)
    if instead_of is not None and instead_of != program.number:
        raise PublishedMeanwhile
    program.number += 1
    program.name = template.about.name
    version = _version_of(program, principal, template, note)
    await repository.add(db, version)
    await audit.record(db, principal, "program.published", "program", program.id, number=program.number)
    return _view(program, version.id, template)


async def set_status(db: Session, principal: Principal, program_id: UUID, status: Status) -> None:
    require(principal, PROGRAM_EDIT)
    program = await _locked(db, program_id)
    if program.status != status:
        program.status = status
        await db.flush()
        await audit.record(db, principal, "program.status", "program", program.id, status=status)


async def current(db: Session, program_id: UUID) -> ProgramView:
    found = await repository.current(db, program_id, _read(db))
    if found is None:
        raise NoSuchProgram
    return await _found(db, found)


async def by_slug(db: Session, principal: Principal, slug: str) -> ProgramView:
    """As its public address names it; a draft exists only for those who edit it."""
    found = await repository.by_slug(db, slug, _read(db))
    if found is None or (found[0].status == "draft" and not principal.may(PROGRAM_EDIT)):
        raise NoSuchProgram
    return await _found(db, found)


async def shown(db: Session, slug: str = "", reader: Principal | None = None) -> ProgramView | None:
    """The published program that an address names; else the first that is open, else the first there was.

    Raises:
        NoSuchProgram: where the address names a draft, and its reader is not one of those who edit it.
    """
    found = await repository.shown(db, slug, _read(db))
    if found is None:
        return None
    if found[0].status == "draft" and (reader is None or not reader.may(PROGRAM_EDIT)):
        raise NoSuchProgram
    return await _found(db, found)


async def all_of(db: Session, principal: Principal) -> list[ProgramLine]:
    """The organization's programs, oldest first; drafts only for those who edit them."""
    statuses = ("draft", "open", "closed") if principal.may(PROGRAM_EDIT) else ("open", "closed")
    return [
        ProgramLine(row.id, row.name, row.slug, cast("Status", row.status), row.number)
        for row in await repository.all_of(db, statuses)
    ]


async def version(db: Session, version_id: UUID) -> VersionView:
    """What an application or a mentorship was made under."""
    found = await repository.version(db, version_id)
    if found is None:
        raise NoSuchProgram
    found_id, program_id, number = found
    return VersionView(found_id, program_id, number, await _template(db, found_id))


async def template(db: Session, version_id: UUID) -> Template:
    """For whoever holds the version's id from a row of theirs; after the first time without a statement."""
    return await _template(db, version_id)


def document_column(db: Session, version_id: Any) -> ColumnElement[dict[str, Any] | None]:  # noqa: ANN401 - a column, or what stands for one
    """For a statement that selects a row of a version: what `template_of` needs to know its template."""
    return repository.document_column(version_id, _read(db))


async def template_of(db: Session, version_id: UUID, document: dict[str, Any] | None) -> Template:
    """Of what `document_column` selected; without a statement."""
    return await _template(db, version_id) if document is None else _remember(db, version_id, document)


def latest_column(db: Session, program_id: Any) -> ScalarSelect[list[Any]]:  # noqa: ANN401 - a column, or what stands for one
    """For a statement that selects a row of a program: what `latest_of` makes the program of."""
    return repository.latest_column(program_id, _read(db))


async def latest_of(db: Session, found: list[Any]) -> ProgramView:
    """As `current`, of what `latest_column` selected; without a statement."""
    program_id, name, slug, status, version, number, document = found
    version_id = UUID(version)
    template = await template_of(db, version_id, document)
    return ProgramView(UUID(program_id), name, slug, status, version_id, number, template)


async def history(db: Session, principal: Principal, program_id: UUID) -> list[VersionLine]:
    require(principal, PROGRAM_EDIT)
    rows = await repository.history(db, program_id)
    if not rows:
        raise NoSuchProgram
    return [VersionLine(row.id, row.number, row.note, row.published_by, row.published_at) for row in rows]


async def _locked(db: Session, program_id: UUID) -> Program:
    program = await repository.locked(db, program_id)
    if program is None:
        raise NoSuchProgram
    return program


async def _template(db: Session, version_id: UUID) -> Template:
    known = _parsed.get(_key(db, version_id))
    if known is not None:
        return known
    document = await repository.document(db, version_id)
    if document is None:
        raise NoSuchProgram
    return _remember(db, version_id, document)


def _key(db: Session, version_id: UUID) -> tuple[UUID | None, UUID]:
    return db.info["scope"].tenant_id, version_id


def _read(db: Session) -> frozenset[UUID]:
    """The versions of this organization that need not be read again."""
    tenant_id = db.info["scope"].tenant_id
    return frozenset(version_id for tenant, version_id in _parsed if tenant == tenant_id)


def _remember(db: Session, version_id: UUID, document: dict[str, Any]) -> Template:
    if len(_parsed) >= MOST_PARSED:
        _parsed.pop(next(iter(_parsed)))
    template = _parsed[_key(db, version_id)] = Template.from_data(document)
    return template


async def _found(db: Session, found: repository.Found) -> ProgramView:
    program, version_id, document = found
    return _view(program, version_id, await template_of(db, version_id, document))


def _version_of(program: Program, principal: Principal, template: Template, note: str) -> ProgramVersion:
    return ProgramVersion(
        program_id=program.id,
        number=program.number,
        template=template.to_data(),
        note=note,
        published_by=principal.person_id,
    )


def _view(program: Program, version_id: UUID, template: Template) -> ProgramView:
    return ProgramView(
        program.id,
        program.name,
        program.slug,
        cast("Status", program.status),
        version_id,
        program.number,
        template,
    )


def _free_slug(name: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:50].strip("-") or "program"
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free
