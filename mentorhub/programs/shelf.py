"""The catalog: programs to start from. A file laid into the folder is on the shelf; no code names it."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mentorhub.programs.template import Template
from mentorhub.programs.words import acceptance, cadence, term

BLANK = "blank"
"""The plain one; it stands last."""


@dataclass(frozen=True)
class CatalogEntry:
    key: str
    name: str
    text: str
    cadence: str
    term: str
    acceptance: str


@cache
def names() -> tuple[str, ...]:
    folder = files("mentorhub.programs") / "catalog"
    files_there = (entry.name for entry in folder.iterdir())
    found = (name.removesuffix(".toml") for name in files_there if name.endswith(".toml"))
    return tuple(sorted(found, key=lambda key: (key == BLANK, key)))


@cache
def load(key: str) -> Template | None:
    """The template of that key; None where the shelf has none."""
    if key not in names():
        return None
    text = (files("mentorhub.programs") / "catalog" / f"{key}.toml").read_text(encoding="utf-8")
    return Template.from_toml(text)


@cache
def entries() -> tuple[CatalogEntry, ...]:
    found = []
    for key in names():
        template = load(key)
        if template is not None:
            about, framework = template.about, template.framework
            found.append(
                CatalogEntry(
                    key,
                    about.name,
                    about.for_organizers or about.lead,
                    cadence(framework),
                    term(framework.term, framework.season),
                    acceptance(template.pairing.acceptance),
                )
            )
    return tuple(found)
