# ruff: noqa: E501 -- the words of a page stand as they are read
"""Whole screens drawn from the parts, to see that they make a page: home, public page, room, a form."""

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web.shell import Entry, app_shell, narrow_shell, public_shell, room_shell

ENTRIES = (
    Entry("Home", "/gallery/home", phone=True),
    Entry("Your mentor", "/mentor"),
    Entry("Messages", "/messages", count=2, phone=True),
    Entry("Meetings", "/meetings", phone=True),
    Entry("Goals", "/goals"),
    Entry("Documents", "/documents"),
)


class PictureState(rx.State):
    messages: list[dict[str, str]] = [
        {
            "author": "Dr. Reyes",
            "mine": "",
            "body": "I moved my Friday list. Happy to look at the draft before you send it.",
        },
        {"author": "You", "mine": "yes", "body": "That would mean a lot. Here it is."},
    ]
    sent: int = 0
    pairs: list[dict[str, str]] = [
        {
            "mentee": "N. Okafor",
            "of": "Trauma · 3rd year · Tucson",
            "mentor": "M. Reyes",
            "by": "Trauma · 19 years · Denver",
            "fit": "88",
            "why": "Both trauma, both academic; wants leadership, has chaired two committees",
            "tag": "Kept together",
        },
        {
            "mentee": "J. Lindqvist",
            "of": "Colorectal · 1st year · Boise",
            "mentor": "A. Tran",
            "by": "General · 12 years · Spokane",
            "fit": "79",
            "why": "Rural practice for both; same topics; 460 km",
            "tag": "",
        },
        {
            "mentee": "P. Nuñez",
            "of": "Cardiac · fellow · Portland",
            "mentor": "S. O'Brien",
            "by": "Cardiac · 22 years · Seattle",
            "fit": "91",
            "why": "Named each other first; cardiac; 280 km",
            "tag": "",
        },
        {
            "mentee": "L. Adeyemi",
            "of": "Vascular · 6th year · Reno",
            "mentor": "K. Shah",
            "by": "Vascular · 9 years · Sacramento",
            "fit": "62",
            "why": "Same specialty and city reach; few shared interests",
            "tag": "",
        },
    ]

    @rx.event
    def send(self, form_data: dict) -> None:
        if form_data.get("body"):
            self.messages = [*self.messages, {"author": "You", "mine": "yes", "body": form_data["body"]}]
            self.sent += 1


def home() -> rx.Component:
    """A mentee's home."""
    messages = ui.card(
        ui.thread(
            PictureState.messages,
            lambda message: ui.bubble(message["body"], mine=message["mine"] != "", author=message["author"]),
            label="Messages with Dr. Reyes",
        ),
        ui.composer("Write to Dr. Reyes", on_submit=PictureState.send, accepted=PictureState.sent),
        title="Messages",
        aside=ui.private_line("Only you and Dr. Reyes can read these"),
    )
    goals = ui.card(
        ui.progress_bar("Build a referral pipeline", 2, 4),
        rx.el.div(
            rx.el.span("Apply for the program committee"),
            ui.tag("Waits for Dr. Reyes", "warn"),
            class_name="flex justify-between items-start gap-4",
        ),
        title="Goals",
        aside=ui.link("Add", "/goals", quiet=True),
    )
    terms = ui.card(
        rx.el.p("45 minutes each quarter, by video, until 14 March, then you both decide.", class_name="s"),
        rx.el.p(ui.link("Propose a change", "/framework", quiet=True), class_name="s"),
        title="How you work together",
    )
    return app_shell(
        ui.page_head("You and Dr. Reyes", above="Good evening, Dr. Okafor"),
        ui.next_card(
            "Meeting on Thursday, 18:30",
            ui.button("Add what you want to discuss", kind="primary"),
            lines=(
                "Video · 45 minutes · 17:30 for Dr. Reyes in Denver",
                "Dr. Reyes sees your points the evening before. Nothing yet: even one line helps.",
            ),
        ),
        ui.split(messages, ui.stack(goals, terms)),
        rx.el.p(
            "Not the right fit? ",
            ui.link("End or change this mentorship privately", "/end", quiet=True),
            ". Nobody is told who asked.",
            class_name="page-foot",
        ),
        organization="Western Surgical",
        entries=ENTRIES,
        current="/gallery/home",
        home="/gallery/home",
    )


def public() -> rx.Component:
    """What an organization shows to everybody."""
    return public_shell(
        ui.hero(
            "A surgeon who has been there, for the next part of your career",
            lead="Our committee pairs you with someone whose practice, path and place fit yours. You set the goals. "
            "You both agree before anything is final, and what you talk about stays between you.",
            above="Mentorship program · Members and candidate members",
            below=rx.fragment(
                "Next pairing: ", rx.el.strong("15 January"), " · applications close 20 December"
            ),
            paths=(
                ui.link_card("Find a mentor", "Any level of experience. About 6 minutes.", "/apply/mentee"),
                ui.link_card(
                    "Become a mentor",
                    "Eight years in practice or more. About an hour each quarter.",
                    "/apply/mentor",
                ),
            ),
            links=(
                ui.link("Program guide (PDF, 12 pages)", "/guide", page_load=True),
                ui.link("Ask the committee", "/contact"),
            ),
        ),
        ui.fact_strip(
            ("Each quarter", "and whenever you need it"),
            ("One year, to start", "many pairs go on for longer"),
            ("96 of 104", "applicants paired last year"),
            ("9 in 10", "call it a good match (71 answers)"),
        ),
        ui.two_columns(
            ui.prose_section(
                "What mentors do",
                rx.el.ul(
                    rx.el.li("Help you name goals and a way towards them"),
                    rx.el.li("Speak from experience: reputation, referrals, leadership, balance"),
                    rx.el.li("Open doors in the society and beyond"),
                ),
                small="Not a tutor for clinical questions about patients, and no replacement for mentors you already have at work.",
            ),
            ui.prose_section(
                "How pairing works",
                rx.el.ol(
                    rx.el.li("You apply. We tell you at once whether you can take part."),
                    rx.el.li(
                        "The committee pairs by practice setting, specialty, experience, interests and place, and writes down why."
                    ),
                    rx.el.li("You both get a proposal. It is final when both of you say yes."),
                ),
                small="We try for the best match possible and cannot promise one. If there is none this time, you will know why, and what comes next.",
            ),
        ),
        ui.quotation(
            "She asked the one question nobody at my hospital could afford to ask.", "A mentee, second year"
        ),
        organization="Western Surgical Association",
        foot=rx.fragment(
            rx.el.span(
                "Questions? ", rx.el.a("mentorship@example.org", href="mailto:mentorship@example.org")
            ),
            rx.el.span(ui.link("Accessibility", "/accessibility"), " · ", ui.link("Privacy", "/privacy")),
        ),
    )


def room() -> rx.Component:
    """The committee's room."""

    def cells(row: rx.Var) -> list[ui.Node]:
        return [
            ui.two_lines(row["mentee"], row["of"]),
            ui.two_lines(row["mentor"], row["by"]),
            rx.el.span(row["fit"], class_name="figure"),
            rx.el.span(row["why"], class_name="s"),
            rx.cond(row["tag"] != "", ui.tag(row["tag"], "accent")),
        ]

    table = ui.card(
        ui.data_table(
            ["Mentee", "Mentor", "Fit", "Why", ui.Column("State", hidden=True)],
            PictureState.pairs,
            cells,
            caption="Pairs in this round",
            chosen=lambda row: row["mentee"] == "N. Okafor",
        )
    )
    why = ui.card(
        ui.eyebrow("Why this pair"),
        rx.el.h2("Okafor with Reyes", class_name="mt-2"),
        rx.el.p(
            "Strongest on specialty and goals. Distance speaks against, and both chose video.", class_name="s"
        ),
        rx.el.div(
            ui.meter("Specialty", 25, 25),
            ui.meter("Goals, interests", 22, 25),
            ui.meter("Practice setting", 15, 15),
            ui.meter("Experience", 13, 15),
            ui.meter("Place", 13, 20),
            class_name="flex flex-col gap-2 my-4",
        ),
        rx.el.hr(),
        rx.el.div(
            ui.button("Keep together"),
            ui.button("Never pair"),
            ui.button("Comment (2)", kind="text"),
            class_name="btn-row my-4",
        ),
        rx.el.p("Only committee members see this page. Every change is recorded.", class_name="xs"),
    )
    return room_shell(
        ui.page_head(
            "January pairing",
            ui.tag("Carl, Dana and you are here", "good"),
            ui.button("What if …"),
            ui.button("Send 38 proposals", kind="primary"),
            above=ui.steps(("Pool", "Pairing", "Proposals sent", "Answers"), "Pairing"),
        ),
        ui.card(
            ui.stats(
                ui.stat("38 of 41", "paired"),
                ui.stat("81", "average fit of 100"),
                ui.stat("62", "weakest pair"),
                ui.stat("Best possible", "no other assignment scores higher; proof kept"),
                ui.stat("3 waiting", ui.link("2 need a cardiac mentor in Mountain time", "/waiting")),
            )
        ),
        ui.split(table, why, narrow_aside=True),
        organization="Western Surgical",
        back="All rounds",
        back_href="/gallery",
    )


def apply() -> rx.Component:
    """A long form, narrow."""
    return narrow_shell(
        rx.el.h1("Your practice"),
        ui.form(
            ui.text_input("specialty", "Specialty"),
            ui.text_input(
                "since",
                "Practising since",
                inputmode="numeric",
                help="The year is enough. Mentors have eight years or more.",
            ),
            ui.radio_group(
                "setting",
                "Where do you practise?",
                [("academic", "Academic"), ("private", "Private practice"), ("rural", "Rural")],
            ),
            ui.text_area("about", "What would you most like to talk about?", required=False),
            ui.form_foot(ui.button("Go on", kind="primary", submit=True), ui.button("Back", kind="text")),
            on_submit=PictureState.send,
        ),
        organization="Western Surgical Association",
        progress=ui.progress_note(2, 4, "Your practice"),
        leave=ui.link_button("Save and leave", "/", kind="text"),
    )
