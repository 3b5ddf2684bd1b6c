"""A roster file on its way in, and the rows that could not be taken on their way back: with the cookie, and
for those who may import.
"""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from mentorhub.http.pages import limited, visit_of
from tenants.access.permissions import ROSTER_IMPORT
from tenants.access.principal import Principal, require
from tenants.database import unit_of_work
from tenants.kit.errors import Invalid, NotFound, Problem
from tenants.kit.ids import parse_id
from tenants.roster import imports
from tenants.roster.table import LARGEST_FILE

_ENVELOPE = 64 * 1024  # what a multipart body has around the file


class TooLarge(Invalid):
    code = "file_too_large"
    status = 413
    default = (
        f"This file is larger than {LARGEST_FILE // (1024 * 1024)} MB. "
        "Please split it and import the parts one by one."
    )


async def take_file(request: Request) -> Response:
    """Answers the import's id, or one sentence that is shown where the file was dropped."""
    try:
        person = await _importer(request)
        name, content = await _file(request)
        async with unit_of_work(person) as db:
            started = await imports.start(db, person, name, content)
    except Problem as problem:
        return PlainTextResponse(problem.sentence, problem.status)
    return PlainTextResponse(str(started.id))


async def bad_rows(request: Request) -> Response:
    person = await _importer(request)
    import_id = parse_id(request.path_params["import_id"])
    if import_id is None:
        raise NotFound
    async with unit_of_work(person) as db:
        content = await imports.bad_rows_csv(db, person, import_id)
    return Response(
        content,
        media_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="rows-with-problems.csv"',
            "Cache-Control": "no-store",
        },
    )


async def _importer(request: Request) -> Principal:
    """Asked before a byte of the file is read."""
    person = (await visit_of(request)).principal
    if person is None:
        raise NotFound
    require(person, ROSTER_IMPORT)
    return person


async def _file(request: Request) -> tuple[str, bytes]:
    async with limited(request, LARGEST_FILE + _ENVELOPE, TooLarge).form(max_files=1, max_fields=5) as form:
        file = form.get("file")
        if file is None or isinstance(file, str):
            raise Invalid("Please choose a file.")
        return file.filename or "roster.csv", await file.read()


ROUTES = [
    Route("/organizer/people/import/file", take_file, methods=["POST"]),
    Route("/organizer/people/import/{import_id}/problems.csv", bad_rows),
]
