from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, EmailStr, Field, HttpUrl, TypeAdapter

from tenants.organizations import colour

_ZONES = available_timezones()
_URL = TypeAdapter(HttpUrl)


def _zone(text: str) -> str:
    if text not in _ZONES:
        raise ValueError("Choose a time zone from the list, for example America/Los_Angeles.")
    return text


def _link(text: str) -> str:
    if text:
        _URL.validate_python(text)
    if not text.isprintable():  # which a browser would skip in reading, and so would the check
        raise ValueError("Please give an address in one line, such as https://www.example.org/dues.")
    return text


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _colour(text: str) -> str:
    try:
        return colour.parse(text)
    except colour.NotAColour as refused:
        raise ValueError(refused.sentence) from refused


Zone = Annotated[str, AfterValidator(_zone)]
OrganizationName = Annotated[str, AfterValidator(_one_line), Field(min_length=2, max_length=120)]
Accent = Annotated[str, AfterValidator(_colour)]


class OrganizationForm(BaseModel):
    """What an organization says about itself."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    name: OrganizationName
    tagline: str = Field(default="", max_length=200)
    contact_mail: EmailStr
    dues_url: Annotated[str, AfterValidator(_link)] = Field(default="", max_length=500)
    zone: Zone
    accent: Accent
