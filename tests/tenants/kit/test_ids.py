from uuid import UUID

import pytest

from tenants.kit.ids import new_id, parse_id


def test_ids_are_ordered_by_the_time_they_were_made() -> None:
    made = [new_id() for _ in range(1000)]
    assert made == sorted(made)
    assert len(set(made)) == 1000
    assert {identifier.version for identifier in made} == {7}
    assert type(made[0]) is UUID


def test_an_id_is_read_back() -> None:
    identifier = new_id()
    assert parse_id(str(identifier)) == identifier
    assert parse_id(identifier) is identifier


@pytest.mark.parametrize(
    "junk", ["", "x" * 36, "{" + "0" * 34 + "}", "urn:uuid:" + "0" * 27, None, 7, b"0" * 36, ["a"]]
)
def test_what_is_no_id_is_none(junk: object) -> None:
    assert parse_id(junk) is None
