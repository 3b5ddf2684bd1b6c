"""The whole description of a program as one validated document."""

from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import ValidationError, model_validator
from pydantic_core import PydanticCustomError

from mentorhub.forms.base import Part
from mentorhub.forms.questions import AnyQuestion, Tick
from mentorhub.programs.errors import Located, TemplateInvalid
from mentorhub.programs.template import toml
from mentorhub.programs.template.about import About
from mentorhub.programs.template.asking import ApplicationForm, Notice
from mentorhub.programs.template.care import Closing, Resources, Safeguarding, Survey, Surveys
from mentorhub.programs.template.matching import Matching
from mentorhub.programs.template.pairing import Pairing
from mentorhub.programs.template.people import Intake, Role, Roles
from mentorhub.programs.template.problems import located
from mentorhub.programs.template.rules import Eligibility
from mentorhub.programs.template.together import Agreement, Framework, Goals, Meetings
from mentorhub.programs.template.vocabulary import RoleKey

DUTIES = "duties_acknowledged"
"""The key of the tick that stands for a role's duties."""


class Template(Part):
    format: Literal[1]
    """Of the document itself, so that a later shape can tell an older file."""
    about: About
    roles: Roles
    intake: Intake
    eligibility: Eligibility = Eligibility()
    form: ApplicationForm
    pairing: Pairing
    matching: Matching = Matching()
    agreement: Agreement | None = None
    framework: Framework
    meetings: Meetings
    goals: Goals
    safeguarding: Safeguarding
    surveys: Surveys = Surveys()
    resources: Resources = Resources()
    closing: Closing

    @model_validator(mode="after")
    def _parts_fit_together(self) -> Self:
        from mentorhub.programs.template.crosscheck import faults  # it reads Template

        found = tuple(faults(self))
        if found:
            raise PydanticCustomError("template", "the parts do not fit together", {"faults": found})
        return self

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read plain data; raise TemplateInvalid with every fault and its place."""
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            raise TemplateInvalid(located(error, data)) from None
        except RecursionError:
            raise TemplateInvalid([Located("", "This is nested too deeply to be a template.")]) from None

    @classmethod
    def from_toml(cls, text: str) -> Self:
        return cls.from_data(toml.read(text))

    def to_toml(self) -> str:
        """What is as by default stays unsaid, so that a person can read it."""
        return toml.write(self.model_dump(mode="json", exclude_none=True, exclude_defaults=True))

    def to_data(self) -> dict[str, Any]:
        """Everything, defaults too: a stored version must not change when a default does."""
        return self.model_dump(mode="json")

    @property
    def role_keys(self) -> tuple[RoleKey, ...]:
        return tuple(role.key for role in self.roles.roles)

    def role(self, key: str) -> Role | None:
        return next((role for role in self.roles.roles if role.key == key), None)

    def questions_for(self, role: str) -> tuple[AnyQuestion, ...]:
        """What an applicant for this role may be asked, the tick for its duties last."""
        asked = tuple(q for q in self.form.questions if not q.roles or role in q.roles)
        described = self.role(role)
        if described is None or not (described.duties and described.acknowledge_duties):
            return asked
        return (
            *asked,
            Tick(
                kind="tick",
                key=DUTIES,
                label=f"I have read what {described.plural} do, and I will do my part.",
                seen_by="The people who run the program.",
                roles=(role,),
            ),
        )

    def notices_for(self, role: str) -> tuple[Notice, ...]:
        return tuple(n for n in self.form.notices if not n.roles or role in n.roles)

    def question(self, key: str) -> AnyQuestion | None:
        return next((q for q in self.form.questions if q.key == key), None)

    def survey(self, key: str) -> Survey | None:
        return next((survey for survey in self.surveys.surveys if survey.key == key), None)
