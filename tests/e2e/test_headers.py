"""What keeps other sites out stands on every answer of the served product, whoever of it answers."""

import httpx
import pytest

from tests.e2e.conftest import Product

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["/", "/home", "/nothing/is/here", "/styles/base.css", "/_event/", "/ping"])
def test_what_the_pages_server_answers_bears_the_same_headers(path: str, product: Product) -> None:
    answer = httpx.get(product.url(path=path))
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
