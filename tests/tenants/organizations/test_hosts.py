import pytest

from tenants.kit.settings import Settings, load
from tenants.organizations.hosts import slug_of_host
from tenants.organizations.rules import RESERVED_SLUGS, is_slug, slug_from


def settings(**changes: object) -> Settings:
    return load(env_file=None).model_copy(update=changes)


@pytest.mark.parametrize(
    ("host", "slug"),
    [
        ("wtsa.localhost:3000", "wtsa"),
        ("WTSA.localhost", "wtsa"),
        ("wtsa.localhost.", "wtsa"),
        ("localhost:3000", None),
        ("localhost", None),
        ("", None),
        ("a.b.localhost", None),
        ("wtsa.example.org", None),
        ("wtsa.localhost.evil.example", None),
        ("evil-localhost", None),
        (".localhost", None),
        ("[::1]:3000", None),
        ("wt_sa.localhost", None),
        ("wtsa.localhost:3000, other.localhost", None),
    ],
)
def test_a_host_names_an_organization_or_none(host: str, slug: str | None) -> None:
    assert slug_of_host(host, settings()) == slug


def test_one_organization_can_live_on_the_bare_host() -> None:
    alone = settings(single_organization="wtsa", base_host="mentors.wtsa.example")
    assert slug_of_host("mentors.wtsa.example", alone) == "wtsa"
    assert slug_of_host("other.example", alone) is None


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Western Thoracic Surgical Association", "western-thoracic-surgical-association"),
        ("Société d'Ophtalmologie", "societe-d-ophtalmologie"),
        ("  WTSA!  ", "wtsa"),
        ("李", ""),
        ("Northern Lights Association of Interventional Cardiologists", "northern-lights-association-of"),
        ("Donaudampfschiffahrtsgesellschaftskapitaene", "donaudampfschiffahrtsgesellschaftskapita"),
    ],
)
def test_a_name_proposes_a_slug(name: str, slug: str) -> None:
    assert slug_from(name) == slug
    assert not slug or is_slug(slug)


def test_every_reserved_word_could_have_been_a_slug() -> None:
    assert [word for word in RESERVED_SLUGS if not is_slug(word)] == []
