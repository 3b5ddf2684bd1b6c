"""Settings from the environment, with a sentence for each that is wrong."""

from pathlib import Path

import pytest

from tenants.kit.settings import Settings, SettingsError, load

GOOD_SECRET = "a-secret-of-our-own-that-is-long-enough-now"
PRODUCTION = {"MENTORHUB_ENVIRONMENT": "production", "SECRET_KEY": GOOD_SECRET, "MENTORHUB_SCHEME": "https"}


def loaded(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return load(env_file=None)


def complaint(monkeypatch: pytest.MonkeyPatch, **values: str) -> str:
    with pytest.raises(SettingsError) as refused:
        loaded(monkeypatch, **values)
    return str(refused.value)


def test_a_newcomer_needs_none() -> None:
    settings = load(env_file=None)
    assert not settings.production
    assert settings.database_url is None
    assert settings.url("wtsa", "/sign-in") == "http://wtsa.localhost:3000/sign-in"


def test_the_example_file_is_valid_as_it_stands_and_names_every_setting() -> None:
    example = Path(__file__).resolve().parents[3] / ".env.example"
    text = example.read_text(encoding="utf-8")
    assert load(env_file=example) == load(env_file=None)
    bare = {"database_url", "owner_database_url", "redis_url", "smtp_url", "secret_key"}
    for name in Settings.model_fields:
        assert f"#{name.upper() if name in bare else 'MENTORHUB_' + name.upper()}=" in text


@pytest.mark.parametrize("name", ["DATABASE_URL", "MENTORHUB_DATABASE_URL"])
def test_addresses_are_read_with_and_without_the_prefix(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert loaded(monkeypatch, **{name: "postgresql://x/y"}).database_url == "postgresql://x/y"


def test_names_that_others_use_are_not_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    assert loaded(monkeypatch, PORT="99", ENVIRONMENT="production").port == 3000


def test_an_empty_setting_is_none_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    assert loaded(monkeypatch, DATABASE_URL="", MENTORHUB_PUBLIC_PORT="").database_url is None


def test_a_wrong_number_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    said = complaint(monkeypatch, MENTORHUB_PORT="70000")
    assert said == "MENTORHUB_PORT is not right: input should be less than or equal to 65535."


def test_a_wrong_address_says_how_it_must_begin_and_does_not_repeat_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = complaint(monkeypatch, DATABASE_URL="mysql://user:hunter2@host/db")
    assert said.startswith("DATABASE_URL must begin with postgres")
    assert "hunter2" not in said


def test_every_wrong_setting_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    said = complaint(monkeypatch, MENTORHUB_PORT="x", MENTORHUB_SCHEME="ftp")
    assert [line.split()[0] for line in said.splitlines()] == ["MENTORHUB_PORT", "MENTORHUB_SCHEME"]


def test_production_with_a_secret_of_its_own_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert loaded(monkeypatch, **PRODUCTION).production


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"MENTORHUB_DEMONSTRATION": "true"}, "Demonstration mode lets anybody sign in as anybody"),
        ({"SECRET_KEY": ""}, "SECRET_KEY must be a secret of your own"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must be a secret of your own"),
        (
            {"SECRET_KEY": "only-for-development-and-known-to-everybody"},
            "SECRET_KEY must be a secret of your own",
        ),
        (
            {"MENTORHUB_SCHEME": "http", "MENTORHUB_BASE_HOST": "example.org"},
            "Production is served over https",
        ),
    ],
)
def test_production_refuses(monkeypatch: pytest.MonkeyPatch, change: dict[str, str], sentence: str) -> None:
    assert complaint(monkeypatch, **(PRODUCTION | change)).startswith(sentence)


def test_a_secret_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert GOOD_SECRET not in repr(loaded(monkeypatch, SECRET_KEY=GOOD_SECRET))


def test_public_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    public = loaded(monkeypatch, **PRODUCTION, MENTORHUB_BASE_HOST="mentors.example.org")
    assert public.url() == "https://mentors.example.org/"
    assert public.url("wtsa", "/x") == "https://wtsa.mentors.example.org/x"
    alone = public.model_copy(update={"single_organization": "wtsa", "public_port": 8443})
    assert alone.url("wtsa") == "https://mentors.example.org:8443/"
    assert alone.url("other") == "https://other.mentors.example.org:8443/"
