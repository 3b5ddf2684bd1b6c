"""What differs between installations: read from the environment and `.env`, checked once at the start."""

import ipaddress
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AliasChoices,
    AliasGenerator,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

DEVELOPMENT_SECRET = "only-for-development-and-known-to-everybody"  # noqa: S105 - refused in production

# Every setting may carry the prefix; these names are also understood as hosting platforms write them.
_BARE = {"database_url", "owner_database_url", "redis_url", "smtp_url", "secret_key"}


def _names(field: str) -> AliasChoices:
    prefixed = f"MENTORHUB_{field.upper()}"
    return AliasChoices(prefixed, field.upper()) if field in _BARE else AliasChoices(prefixed)


class SettingsError(Exception):
    """A sentence for each setting that is wrong. The program does not start."""


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_file=".env",
        env_prefix="MENTORHUB_",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        populate_by_name=True,
        env_ignore_empty=True,
        alias_generator=AliasGenerator(validation_alias=_names),
    )

    environment: Literal["development", "production"] = "development"
    demonstration: bool = False
    secret_key: SecretStr = SecretStr(DEVELOPMENT_SECRET)

    database_url: str | None = None
    owner_database_url: str | None = None
    database_roles: str = Field(default="mentorhub", pattern=r"^[a-z][a-z0-9_]{0,40}$")
    database_pool: int = Field(default=10, ge=1, le=200)
    redis_url: str | None = None
    data_folder: Path = Path(".mentorhub")

    listen: str = "127.0.0.1"
    port: int = Field(default=3000, ge=0, le=65535)
    base_host: str = Field(default="localhost", pattern=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$")
    scheme: Literal["http", "https"] = "http"
    public_port: int | None = Field(default=None, ge=1, le=65535)
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = ()
    single_organization: str | None = Field(default=None, pattern=r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")

    run_jobs: bool = True  # False where `mentorhub worker` does them

    session_idle_days: int = Field(default=14, ge=1, le=365)
    session_days: int = Field(default=60, ge=1, le=365)

    smtp_url: str | None = None
    mail_from: str = "MentorHub <no-reply@localhost>"

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _proxies(cls, typed: str | Iterable[str]) -> tuple[str, ...]:
        """Addresses and networks, separated by commas. Anything wider than a network of one's own would let
        every visitor choose the address that is counted.
        """
        words = typed.split(",") if isinstance(typed, str) else typed
        found = []
        for word in (each.strip() for each in words if each.strip()):
            try:
                network = ipaddress.ip_network(word)
            except ValueError:
                raise ValueError(
                    f"“{word}” is no address or network, such as 10.0.0.7 or 10.0.0.0/24."
                ) from None
            if network.prefixlen == 0:
                raise ValueError(f"“{word}” would trust everybody: name your own proxies alone.")
            found.append(str(network))
        return tuple(found)

    @model_validator(mode="after")
    def _addresses(self) -> Self:
        for name, schemes in (
            ("database_url", {"postgresql", "postgres", "postgresql+psycopg"}),
            ("owner_database_url", {"postgresql", "postgres", "postgresql+psycopg"}),
            ("redis_url", {"redis", "rediss", "unix"}),
            ("smtp_url", {"smtp", "smtps", "smtp+starttls"}),
        ):
            value: str | None = getattr(self, name)
            if value is not None and urlsplit(value).scheme not in schemes:
                raise ValueError(f"{name.upper()} must begin with {' or '.join(sorted(schemes))}, then ://.")
        return self

    @model_validator(mode="after")
    def _production(self) -> Self:
        if self.environment != "production":
            return self
        if self.demonstration:
            raise ValueError(
                "Demonstration mode lets anybody sign in as anybody and is refused in production: "
                "remove MENTORHUB_DEMONSTRATION."
            )
        if len(self.secret_key.get_secret_value()) < 32 or self.default_secret:
            raise ValueError(
                "SECRET_KEY must be a secret of your own, 32 characters or longer, in production: "
                'make one with python -c "import secrets; print(secrets.token_urlsafe(48))".'
            )
        if self.scheme != "https" and self.base_host != "localhost":
            raise ValueError("Production is served over https: set MENTORHUB_SCHEME=https.")
        return self

    @property
    def default_secret(self) -> bool:
        return self.secret_key.get_secret_value() == DEVELOPMENT_SECRET

    @property
    def production(self) -> bool:
        return self.environment == "production"

    def host(self, slug: str | None = None) -> str:
        """The host name an organization answers on; without a slug the platform's own."""
        if slug is None or slug == self.single_organization:
            return self.base_host
        return f"{slug}.{self.base_host}"

    def url(self, slug: str | None = None, path: str = "/") -> str:
        """The public address of a path, for mails and redirects."""
        port = self.public_port or (self.port if self.base_host == "localhost" else None)
        default = {"http": 80, "https": 443}[self.scheme]
        suffix = "" if port in (None, default) else f":{port}"
        return f"{self.scheme}://{self.host(slug)}{suffix}{path}"


def load(*, env_file: Path | None = Path(".env")) -> Settings:
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        raise SettingsError("\n".join(_sentence(dict(detail)) for detail in error.errors())) from None


def _sentence(detail: dict[str, object]) -> str:
    message = str(detail["msg"]).removeprefix("Value error, ")
    where = detail["loc"]
    if not isinstance(where, tuple) or not where:
        return message
    name = str(where[0])
    name = name if name.isupper() else str(_names(name).choices[0])
    return f"{name} is not right: {message[0].lower()}{message[1:]}."


_current: Settings | None = None


def current() -> Settings:
    """The settings of this process, read at first use."""
    global _current  # noqa: PLW0603 - one process, one set of settings
    if _current is None:
        _current = load()
    return _current


def use(settings: Settings | None) -> None:
    """Put settings in place: the command line's, once the database runs; a test's. None reads them anew."""
    global _current  # noqa: PLW0603 - settings are read once per process
    _current = settings
