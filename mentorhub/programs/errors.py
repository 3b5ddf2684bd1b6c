"""What is wrong with a template, and where."""

from collections.abc import Sequence
from dataclasses import dataclass

from tenants.kit.errors import Conflict, Invalid, NotFound


@dataclass(frozen=True)
class Located:
    """One fault: `matching.factors[2].mentee`, and a sentence with the way out."""

    path: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}" if self.path else self.sentence


class TemplateInvalid(Invalid):
    """A template that cannot be used; every fault found, each with its place."""

    code = "template_invalid"

    def __init__(self, problems: Sequence[Located]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class NoSuchProgram(NotFound):
    code = "no_such_program"
    default = "There is no such program here."


class NotInCatalog(NotFound):
    code = "not_in_catalog"
    default = "There is no such program to start from. Choose one from the list."


class PublishedMeanwhile(Conflict):
    code = "published_meanwhile"
    default = "Somebody published another version in the meantime. Load the page again and compare."
