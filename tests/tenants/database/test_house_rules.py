"""Small linters for what the platform's ground asks of all code above it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
GROUND = ROOT / "tenants" / "database"

# (what is written, where alone it may be, what to do instead)
RULES = [
    ({"commit"}, {GROUND}, "Only unit_of_work commits: return from the block."),
    (
        {"create_async_engine", "create_engine", "async_sessionmaker", "sessionmaker"},
        {GROUND},
        "There is one engine, in tenants.database.engine.",
    ),
    (
        {"utcnow", "today", "now"},
        {ROOT / "tenants" / "kit" / "clock.py"},
        "Ask tenants.kit.clock, which tests can move.",
    ),
]


def calls(tree: ast.AST) -> Iterator[tuple[int, str, str]]:
    """Line, the thing called on, and the name called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.lineno, ast.unparse(node.func.value), node.func.attr
            elif isinstance(node.func, ast.Name):
                yield node.lineno, "", node.func.id


def broken_rules(source: str, file: Path) -> list[str]:
    found = []
    for line, owner, name in calls(ast.parse(source)):
        for names, places, instead in RULES:
            allowed = any(file.is_relative_to(place) for place in places)
            clock = names == RULES[2][0] and owner.split(".")[-1] not in ("datetime", "date")
            if name in names and not allowed and not clock:
                found.append(f"{file.relative_to(ROOT)}:{line}: {owner}.{name}(). {instead}")
    return found


def test_all_code_keeps_the_rules() -> None:
    files = [file for package in ("tenants", "mentorhub") for file in (ROOT / package).rglob("*.py")]
    found = [sentence for file in files for sentence in broken_rules(file.read_text(encoding="utf-8"), file)]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "await db.commit()",
        "datetime.now(UTC)",
        "dt.date.today()",
        "datetime.datetime.utcnow()",
        "create_async_engine(x)",
    ],
)
def test_a_broken_rule_is_found(source: str) -> None:
    wrapped = f"async def f(db):\n    {source}"
    assert len(broken_rules(wrapped, ROOT / "mentorhub" / "meetings" / "service.py")) == 1


@pytest.mark.parametrize("source", ["clock.now()", "clock.today(zone)", "func.now()", "dialog.commit"])
def test_what_only_looks_alike_is_let_by(source: str) -> None:
    assert broken_rules(source, ROOT / "mentorhub" / "meetings" / "service.py") == []


def repositories() -> list[Path]:
    return [file for package in ("tenants", "mentorhub") for file in (ROOT / package).rglob("repository.py")]


def test_no_repository_filters_by_the_tenant() -> None:
    """Row-level security filters; a second filter in code would hide that it does not."""
    suspicious = []
    for file in repositories():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare) and isinstance(node.left, ast.Attribute):
                owner = ast.unparse(node.left.value)
                if node.left.attr == "tenant_id" and owner != "Directory":
                    suspicious.append(f"{file.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node)}")
    assert suspicious == []


def test_every_query_runs_in_the_callers_transaction() -> None:
    """So what the tests prove of every table holds for every function over it."""
    found = []
    for file in repositories():
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.AsyncFunctionDef):
                first = node.args.args[0] if node.args.args else None
                if first is None or first.annotation is None or ast.unparse(first.annotation) != "Session":
                    found.append(f"{file.relative_to(ROOT)}: {node.name}() must take db: Session first.")
            if isinstance(node, ast.ImportFrom | ast.Import):
                opened = {name.name for name in node.names} & {"unit_of_work", "engine", "psycopg"}
                found += [
                    f"{file.relative_to(ROOT)}: a repository opens nothing ({name})." for name in opened
                ]
    assert repositories()
    assert found == []
