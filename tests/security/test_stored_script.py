"""What people write is text, wherever the server puts it into HTML, and mail has none."""

from collections.abc import Callable
from html.parser import HTMLParser

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from mentorhub.markdown import _TAGS, html_of
from mentorhub.programs.template.vocabulary import Web
from tenants.database import unit_of_work
from tenants.kit import clock, settings
from tenants.kit.ids import new_id
from tenants.organizations.forms import OrganizationForm
from tenants.outbox import service as outbox
from tenants.outbox import smtp
from tenants.outbox.views import Letter
from tenants.people import links
from tests.security.evil import EVIL, MARK, SHORT, Evil, evil_template, fill
from tests.security.test_routes import HERE, browser
from tests.support.cast import Cast

Client = Callable[[str], httpx.AsyncClient]
OURS = "/js/"  # of the built assets, where nobody writes
LINKS = ("http:", "https:", "mailto:", "tel:", "/", "#")


class Reader(HTMLParser):
    """What a browser would make of a page: whatever could run is noted."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.running: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        values = {name: value or "" for name, value in attrs}
        if tag == "script" and not values.get("src", "").startswith(OURS):
            self.running.append(tag)
        for name, value in values.items():
            leads = name in ("href", "src", "action", "formaction", "srcdoc", "xlink:href")
            if name.startswith("on") or (leads and not value.startswith(LINKS)):
                self.running.append(f"{tag} {name}={value}")


def read(html: str) -> Reader:
    made = Reader()
    made.feed(html)
    return made


HOSTILE = [
    EVIL,
    SHORT,
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "<javascript:alert(1)>",
    "![x](x onerror=alert(1))",
    "![x](javascript:alert(1))",
    '[x](https://a.example "onclick=alert(1)")',
    '[x](https://a.example"onmouseover="alert(1))',
    "[x]: javascript:alert(1)\n\n[x]",
    "<details open ontoggle=alert(1)>",
    "<math><mtext></p><style><img src=x onerror=alert(1)>",
    "`<script>alert(1)</script>`",
    "```\n<script>alert(1)</script>\n```",
    "| a |\n|--|\n| <img src=x onerror=alert(1)> |",
    "<a href='javascript:alert(1)'>x</a>",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_runs_that_was_written_as_markdown(text: str) -> None:
    found = read(html_of(text))
    assert found.running == []
    assert found.tags <= _TAGS


@given(
    st.lists(
        st.sampled_from([*HOSTILE, "\n", "> ", "* ", "[", "](", ")", "<", ">", '"', "&#x3c;"]), max_size=8
    )
)
def test_nothing_runs_however_it_is_put_together(parts: list[str]) -> None:
    found = read(html_of("".join(parts)))
    assert found.running == []
    assert found.tags <= _TAGS


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "//evil.example",
        " javascript:x",
        "\tjavascript:x",
        "ht\ntps://x",
    ],
)
def test_a_link_that_somebody_writes_leads_to_a_website_or_is_refused(link: str) -> None:
    form = {"name": "A name", "contact_mail": "a@b.example", "zone": "UTC", "accent": "#224466"}
    with pytest.raises(ValidationError):
        OrganizationForm.model_validate(form | {"dues_url": link})
    with pytest.raises(ValidationError):
        TypeAdapter(Web).validate_python(link)


def test_most_texts_of_a_programs_document_take_the_attack() -> None:
    """Else the tests that show them would prove nothing."""
    assert evil_template("wtsa").to_toml().count(MARK) > 200


async def test_nothing_runs_on_any_plain_page_or_in_the_guide_one_keeps(
    cast: Cast, client_at: Client
) -> None:
    evil: Evil = await fill(cast)
    async with unit_of_work(cast.program) as db:
        made = await links.make_links(db, [cast.mona.me], "reset")
    visitor = await browser(client_at, HERE, None)
    pages = {
        "/guide": 3,
        "/guide/file": 3,
        "/sign-in?next=" + EVIL: 1,
        "/forgot-password": 1,
        "/dev/mail": 3,
        "/nothing": 0,
        f"/sign-in/link?token={made[cast.mona.me]}&next=/{SHORT}": 1,
        f"/apply/confirm?token={EVIL}": 1,
        "/organizer/people/import/x/problems.csv": 1,
    }
    for path, shown in pages.items():
        answer = await visitor.get(path)
        assert read(answer.text).running == [], path
        assert answer.text.count(MARK) >= shown, path
    for sent in ({"mail": EVIL, "password": "x", "next": EVIL}, {"mail": EVIL, "token": EVIL}):
        for path in ("/sign-in", "/sign-in/mail", "/sign-in/link", "/apply/confirm"):
            assert read((await visitor.post(path, data=sent)).text).running == [], path
    assert evil.tokens


async def test_mail_is_plain_text_whatever_it_quotes(cast: Cast) -> None:
    await fill(cast)
    async with unit_of_work(cast.program) as db:
        letters = await outbox.recent(db)
    assert sum(MARK in letter.text for letter in letters) > 5
    for letter in letters:
        sent = Letter(new_id(), letter.address, EVIL, "", letter.subject, letter.text, clock.now())
        message = smtp.message_of(sent, settings.current())
        assert [part.get_content_type() for part in message.walk()] == ["text/plain"]


def test_no_line_end_in_a_name_makes_a_header() -> None:
    name = "Society\r\nBcc: everybody@evil.example\r\n\r\nHello"
    letter = Letter(new_id(), "mina@b.example", name, "", "Hello", "text", clock.now())
    message = smtp.message_of(letter, settings.current())
    assert message["Bcc"] is None
    assert message["To"] == "mina@b.example"
    assert "\n" not in str(message["From"])
