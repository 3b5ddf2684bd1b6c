"""What an organizer changes of a program without opening its document."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, EmailStr, Field, field_validator

from mentorhub.forms.base import Line, OptionalProse, Sentence
from mentorhub.programs.template import Template, TemplateInvalid
from mentorhub.web.screen import FormProblems

FIELDS = {
    "about.name": "name",
    "about.headline": "headline",
    "about.lead": "lead",
    "about.story": "story",
    "about.contact.email": "contact_mail",
    "pairing.acceptance.within_days": "within_days",
}


class FirstTexts(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)

    name: Line | None = None
    headline: Line
    lead: Sentence
    story: OptionalProse | None = None
    """None: it was not asked, and stays."""
    contact_mail: EmailStr | None = None
    """The organization's own address stands in where this is empty."""
    within_days: Annotated[int, Field(ge=1, le=90)] | None = None
    """Not asked where nobody has to accept."""

    @field_validator("contact_mail", mode="before")
    @classmethod
    def _no_mail(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("within_days", mode="before")
    @classmethod
    def _days(cls, value: object) -> object:
        text = str(value).strip()
        if value is None or not text:
            return None
        if len(text) > 2 or not text.isdecimal() or not 1 <= int(text) <= 90:
            raise ValueError("Please give a number of days between 1 and 90.")
        return int(text)

    def applied_to(self, template: Template) -> Template:
        """Raises FormProblems where the parts would no longer fit together."""
        data = template.to_data()
        data["about"] |= {"headline": self.headline, "lead": self.lead}
        data["about"] |= {
            key: said for key, said in (("name", self.name), ("story", self.story)) if said is not None
        }
        data["about"]["contact"]["email"] = self.contact_mail
        acceptance = data["pairing"]["acceptance"]
        if acceptance["parties"] and self.within_days is not None:
            acceptance["within_days"] = self.within_days
            # A reminder after the last day would remind nobody.
            kept = [day for day in acceptance["reminder_days"] if day < self.within_days]
            acceptance["reminder_days"] = kept
        try:
            return Template.from_data(data)
        except TemplateInvalid as invalid:
            found = {FIELDS.get(fault.path, "form"): fault.sentence for fault in invalid.problems}
            raise FormProblems(found) from None


class Note(BaseModel):
    """Why a version was published, for those who read the history."""

    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)

    note: str = Field(default="", max_length=200)
