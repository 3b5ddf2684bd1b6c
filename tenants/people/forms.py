from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, EmailStr, Field

from tenants.organizations.forms import Zone


def _one_line(text: str) -> str:
    return " ".join(text.split())


Name = Annotated[str, AfterValidator(_one_line), Field(min_length=1, max_length=120)]


class PersonForm(BaseModel):
    """A person added or changed by hand."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    name: Name
    mail: EmailStr = Field(max_length=254)
    given_name: str = Field(default="", max_length=80)
    family_name: str = Field(default="", max_length=80)
    phone: str = Field(default="", max_length=40)


class ProfileForm(BaseModel):
    """What a person changes about themselves. The mail address signs them in, so the office changes that."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    name: Name
    given_name: str = Field(default="", max_length=80)
    family_name: str = Field(default="", max_length=80)
    phone: str = Field(default="", max_length=40)
    zone: Zone | None = None
