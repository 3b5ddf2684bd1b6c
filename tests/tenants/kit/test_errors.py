import pytest

from tenants.kit.errors import Conflict, Invalid, NotAllowed, NotFound, Problem, RateLimited


@pytest.mark.parametrize(
    ("problem", "status"),
    [(NotFound, 404), (NotAllowed, 403), (Invalid, 422), (Conflict, 409), (RateLimited, 429)],
)
def test_each_has_a_code_a_sentence_and_a_status(problem: type[Problem], status: int) -> None:
    raised = problem()
    assert raised.status == status
    assert raised.code != Problem.code
    assert str(raised) == raised.sentence
    assert raised.sentence.endswith(".")


def test_not_found_does_not_say_whether_it_exists() -> None:
    assert NotFound().sentence == "Not found."


def test_a_slice_words_its_own() -> None:
    class TooYoung(Invalid):
        code = "too_young"
        default = "A mentor has at least eight years of practice."

    assert TooYoung(field="since").field == "since"
    assert TooYoung().status == 422
    assert TooYoung("Seven years are not eight.").sentence == "Seven years are not eight."
