from datetime import UTC, datetime, timedelta

import pytest

from tenants.people.rules import fold, search_key, seconds_to_wait, sort_key, why_not_password

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "password",
    ["short", "aaaaaaaaaaaa", "1234567890", "PASSWORD123", "mina@wtsa.example", "Mina Minami", "minaminami"],
)
def test_a_bad_password_is_refused_in_one_sentence(password: str) -> None:
    why = why_not_password(password, mail="mina@wtsa.example", name="Mina Minami")
    assert why is not None
    assert why.endswith(".")


@pytest.mark.parametrize(
    "password", ["seven quiet lighthouses", "kqz vbw mrt x", "пять тихих маяков", "李李王王張張陳陳林林"]
)
def test_any_long_enough_words_of_ones_own_will_do(password: str) -> None:
    assert why_not_password(password, mail="mina@wtsa.example", name="Mina Minami") is None


def test_the_wait_grows_to_a_minute_and_is_forgotten_after_a_quarter_of_an_hour() -> None:
    def after(failures: int, later: timedelta = timedelta(0)) -> int:
        return seconds_to_wait([NOW] * failures, NOW + later)

    assert [after(number) for number in (0, 4, 5, 6, 7, 9, 10, 40)] == [0, 0, 2, 4, 8, 32, 60, 60]
    assert after(40, timedelta(seconds=60)) == 0
    assert after(5, timedelta(seconds=1)) == 1
    assert after(40, timedelta(minutes=15)) == 0


def test_names_fold_so_that_they_are_found_without_accents() -> None:
    assert fold("  Nuñez   ÅSA ") == "nunez asa"
    assert search_key("Nuñez", "A@B.org") == "nunez a@b.org"
    assert sort_key("Mina de la Cruz", "Mina", "de la Cruz") == "de la cruz mina"
    assert sort_key("Mina Cruz", "", "") == "cruz mina"
    assert sort_key("李", "", "") == "李"
