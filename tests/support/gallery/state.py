"""What the gallery's pages show and take."""

import reflex as rx


class GalleryState(rx.State):
    errors: dict[str, str] = {}
    busy: bool = False
    taken: int = 0
    open: bool = False
    asked: bool = False
    writing: bool = False
    answered: bool = False
    note: str = "Saved. Dr. Reyes sees it now."
    people: list[dict[str, str]] = [
        {
            "id": "1",
            "name": "N. Okafor",
            "line": "Trauma · 3rd year · Tucson",
            "fit": "88",
            "state": "Kept together",
        },
        {"id": "2", "name": "P. Nuñez", "line": "Cardiac · fellow · Portland", "fit": "91", "state": ""},
        {"id": "3", "name": "李明", "line": "Vascular · 6th year · Reno", "fit": "62", "state": ""},
    ]
    topics: list[tuple[str, str]] = [
        ("lead", "Leadership"),
        ("bal", "Balance and wellness"),
        ("ref", "Referrals"),
    ]
    page: int = 2

    @rx.event
    def submit(self, form_data: dict) -> None:
        missing = {name: "Please fill this in." for name in ("name", "years") if not form_data.get(name)}
        self.errors = missing | (
            {} if form_data.get("agree") else {"agree": "We need your agreement to go on."}
        )
        if not self.errors:
            self.taken += 1

    @rx.event
    def set_open(self, value: bool) -> None:  # noqa: FBT001 - Reflex calls it so
        self.open = value

    @rx.event
    def set_asked(self, value: bool) -> None:  # noqa: FBT001 - Reflex calls it so
        self.asked = value

    @rx.event
    def set_writing(self, value: bool) -> None:  # noqa: FBT001 - Reflex calls it so
        self.writing = value

    @rx.event
    def answer(self) -> None:
        self.answered = True

    @rx.event
    def close_note(self) -> None:
        self.note = ""

    @rx.event
    def go_to(self, page: int) -> None:
        self.page = page

    @rx.event
    def look_for(self, words: str) -> None:
        self.note = f"Looked for {words}"
