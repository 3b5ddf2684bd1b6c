"""What is wrong with a template, and where."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Located:
    """One fault: `matching.factors[2].mentee`, and a sentence with the way out."""

    path: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}" if self.path else self.sentence


class TemplateInvalid(ValueError):  # noqa: N818  (named by what is so, like all our errors)
    """A template that cannot be used; every fault found, each with its place."""

    def __init__(self, problems: Sequence[Located]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
