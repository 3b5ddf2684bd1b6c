"""Every page can be drawn: what the compiler of the pages would refuse is found here, in a second."""

import pytest

from mentorhub.web.routes import PAGES, Page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.route)
def test_a_page_can_be_drawn(page: Page) -> None:
    assert page.view().render()
