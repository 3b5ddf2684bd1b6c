"""The program's document as a file: out for reading and passing on, in for being checked."""

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from mentorhub.http.pages import TooLong, limited, typed, visit_of
from mentorhub.permissions import PROGRAM_EDIT
from mentorhub.programs import service as programs
from mentorhub.programs.template.toml import MOST_CHARACTERS
from tenants.access import Principal, require
from tenants.database import unit_of_work
from tenants.kit.errors import NotFound, Problem

MOST_BYTES = 4 * MOST_CHARACTERS


async def download(request: Request) -> Response:
    """The version that counts, as TOML."""
    editor = await _editor(request)
    async with unit_of_work(editor) as db:
        lines = await programs.all_of(db, editor)
        slug = typed(request.query_params.get("program"))
        chosen = [line for line in lines if not slug or line.slug == slug]
        if not chosen:
            raise NotFound
        program = await programs.current(db, chosen[0].id)
    name = f"{program.slug}-{program.number}.toml"
    return Response(
        program.template.to_toml(),
        media_type="application/toml",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


async def read(request: Request) -> Response:
    """The text of a file that somebody chose; it is kept nowhere, and the page checks it."""
    try:
        await _editor(request)
        async with limited(request, 2 * MOST_BYTES, TooLong).form(max_files=1, max_fields=4) as form:
            sent = form.get("document")
            content = await sent.read(MOST_BYTES + 1) if isinstance(sent, UploadFile) else b""
    except Problem as problem:
        return PlainTextResponse(problem.sentence, problem.status)
    if not content.strip():
        return PlainTextResponse("The file is empty. Choose another one.", 422)
    if len(content) > MOST_BYTES:
        return PlainTextResponse("The file is too large for a program's document.", 413)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return PlainTextResponse(
            "This is not a text file in UTF-8. Save it as plain text and try again.", 422
        )
    return PlainTextResponse(text, headers={"Cache-Control": "no-store"})


async def _editor(request: Request) -> Principal:
    """Raises NotFound, SignInFirst or NotAllowed."""
    principal = (await visit_of(request)).principal
    if principal is None:
        raise NotFound
    require(principal, PROGRAM_EDIT)
    return principal


ROUTES = [
    Route("/organizer/program/document.toml", download),
    Route("/organizer/program/document/file", read, methods=["POST"]),
]
