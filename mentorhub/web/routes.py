"""One table: every page, its title and its one load event."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from mentorhub.web.account import account
from mentorhub.web.account.page import account_page
from mentorhub.web.frame import PAIRS, Frame
from mentorhub.web.member import application as my_application
from mentorhub.web.member import help as member_help
from mentorhub.web.member import home, mentorship, messages, pairs, proposal, survey
from mentorhub.web.organizer import help as help_list
from mentorhub.web.organizer import mentorships, overview
from mentorhub.web.organizer.applications.application import Application
from mentorhub.web.organizer.applications.application_page import application_page
from mentorhub.web.organizer.applications.list import Applications, applications_page
from mentorhub.web.organizer.people.list import People
from mentorhub.web.organizer.people.list_page import people_page
from mentorhub.web.organizer.people.person import Person
from mentorhub.web.organizer.people.person_page import person_page
from mentorhub.web.organizer.program.document import ProgramDocument
from mentorhub.web.organizer.program.document_page import program_document_page
from mentorhub.web.organizer.program.page import program_page
from mentorhub.web.organizer.program.program import ProgramPage
from mentorhub.web.organizer.roster.file import ImportFile, import_file_page
from mentorhub.web.organizer.roster.rows import ImportRows
from mentorhub.web.organizer.roster.rows_page import import_rows_page
from mentorhub.web.organizer.rounds.list import Rounds, rounds_page
from mentorhub.web.organizer.rounds.room import RoundRoom
from mentorhub.web.organizer.rounds.room_page import round_page
from mentorhub.web.organizer.settings.page import settings_page
from mentorhub.web.organizer.settings.settings import Settings
from mentorhub.web.organizer.surveys.list import SurveyList, surveys_page
from mentorhub.web.organizer.surveys.report import SurveyReport, report_page
from mentorhub.web.public import apply, apply_page, front, nowhere, platform


@dataclass(frozen=True)
class Page:
    route: str
    view: Callable[[], rx.Component]
    title: str
    load: Any  # the page's load event, marked with who may see the page


PAGES: tuple[Page, ...] = (
    Page("/", front.front_page, "Mentorship programs", front.Front.load),
    Page("/start", platform.sign_up_page, "Start your program", platform.SignUp.load),
    Page("/apply", apply_page.apply_page, "Apply", apply.Apply.load),
    Page("/apply/[role]", apply_page.apply_page, "Apply", apply.Apply.load),
    Page(
        "/application",
        my_application.application_page,
        "Your application",
        my_application.MyApplications.load,
    ),
    Page("/organizer/applications", applications_page, "Applications", Applications.load),
    Page("/organizer/applications/[application_id]", application_page, "Application", Application.load),
    Page("/find", platform.find_page, "Find my organization", platform.Find.load),
    Page("/proposal/[proposal_id]", proposal.proposal_page, "A proposal", proposal.Proposal.load),
    Page("/organizer/rounds", rounds_page, "Pairing", Rounds.load),
    Page("/organizer/rounds/[round_id]", round_page, "Pairing", RoundRoom.load),
    Page("/organizer", overview.overview_page, "Overview", overview.Overview.load),
    Page("/organizer/program", program_page, "Your program", ProgramPage.load),
    Page(
        "/organizer/program/document",
        program_document_page,
        "The program's document",
        ProgramDocument.load,
    ),
    Page("/organizer/settings", settings_page, "Settings", Settings.load),
    Page("/account", account_page, "Your account", account.Account.load),
    Page("/home", home.home_page, "Home", home.Home.load),
    Page(
        "/mentorship/[mentorship_id]",
        mentorship.mentorship_page,
        "Your mentorship",
        mentorship.MentorshipPage.load,
    ),
    Page(PAIRS, pairs.pairs_page, "Your pairs", pairs.Pairs.load),
    Page("/messages", messages.messages_page, "Messages", messages.Messages.load),
    Page("/help", member_help.help_page, "Help", member_help.Help.load),
    Page("/organizer/mentorships", mentorships.mentorships_page, "Pairs", mentorships.Mentorships.load),
    Page("/survey/[wave_id]", survey.survey_page, "Survey", survey.Survey.load),
    Page("/organizer/surveys", surveys_page, "Surveys", SurveyList.load),
    Page("/organizer/surveys/[wave_id]", report_page, "Survey", SurveyReport.load),
    Page("/organizer/help", help_list.help_list_page, "Help requests", help_list.HelpList.load),
    Page("/organizer/people", people_page, "People", People.load),
    Page("/organizer/people/[person_id]", person_page, "A person", Person.load),
    Page("/organizer/people/import", import_file_page, "Bring your roster", ImportFile.load),
    Page("/organizer/people/import/[import_id]", import_rows_page, "Your file", ImportRows.load),
)


def add_pages(app: rx.App) -> None:
    for page in PAGES:
        app.add_page(page.view, route=page.route, title=_title(page.title), on_load=page.load)
    app.add_page(nowhere.nowhere_page, route="404", title="Not found")


def _title(words: str) -> rx.Var[str]:
    """Whose page it is, as soon as that is known: people have tabs of several organizations open."""
    whose = rx.cond(Frame.is_platform, "MentorHub", Frame.organization).to(str)
    return rx.cond(whose == "", words, rx.Var.create(f"{words} · ").to(str) + whose).to(str)
