from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    EmailStr,
    SecretStr,
    ValidationInfo,
    field_validator,
)

from tenants.organizations.forms import OrganizationName, Zone
from tenants.organizations.rules import RESERVED_SLUGS, is_slug
from tenants.people.forms import Name
from tenants.people.rules import why_not_password


def _slug(text: str) -> str:
    word = text.strip().lower()
    if not is_slug(word):
        raise ValueError(
            "Use letters a to z, digits and single hyphens, at most 40, for example heart-surgeons."
        )
    if word in RESERVED_SLUGS:
        raise ValueError(f"“{word}” is kept for the platform itself. Please choose another word.")
    return word


Slug = Annotated[str, AfterValidator(_slug)]


class SignUpForm(BaseModel):
    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    organization: OrganizationName
    slug: Slug
    name: Name
    mail: EmailStr
    password: SecretStr
    zone: Zone = "America/Los_Angeles"

    @field_validator("password")
    @classmethod
    def _strong(cls, password: SecretStr, others: ValidationInfo) -> SecretStr:
        """Judged together with the other fields, whatever is wrong with those."""
        mail, name = others.data.get("mail", ""), others.data.get("name", "")
        if why := why_not_password(password.get_secret_value(), mail=mail, name=name):
            raise ValueError(why)
        return password
