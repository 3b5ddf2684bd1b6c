"""Rows: a table at a desk, a card per row on a phone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx

from mentorhub.web.components.actions import button
from mentorhub.web.components.kinds import Flag, Handler, Node, Number, Text, attrs, either


@dataclass(frozen=True)
class Column:
    """`hidden` keeps the words for screen readers only (a column of buttons). `title` is whom or what a row
    is about: on a phone it heads the card and needs no label.
    """

    words: str
    number: bool = False
    shrink: bool = False
    hidden: bool = False
    title: bool = False

    @property
    def class_name(self) -> str:
        marks = (("number", self.number), ("shrink", self.shrink), ("title", self.title))
        return " ".join(name for name, on in marks if on)


def data_table(
    columns: Sequence[Column | str],
    rows: rx.Var[Any],
    cells: Callable[[Any], Sequence[Node]],
    *,
    caption: Text,
    key: Callable[[Any], Any] | None = None,
    chosen: Callable[[Any], Flag] | None = None,
    on_open: Callable[[Any], Handler] | None = None,
) -> rx.Component:
    """One line per row. The caption says to screen readers what is listed.

    `on_open` makes the whole row clickable with a mouse; a keyboard needs a link or button in a cell as well.
    """
    heads = [Column(column) if isinstance(column, str) else column for column in columns]

    def line(row: Any) -> rx.Component:
        drawn = [
            rx.el.td(
                cell,
                class_name=head.class_name,
                custom_attrs={"data-label": "" if head.hidden else head.words},
            )
            for head, cell in zip(heads, cells(row), strict=True)
        ]
        extra: dict[str, Any] = {}
        if on_open is not None:
            extra["on_click"] = on_open(row)
        if key is not None:
            extra["key"] = key(row)
        marks = {"data-chosen": chosen(row) if chosen else None, "data-opens": "true" if on_open else None}
        return rx.el.tr(*drawn, custom_attrs=attrs(marks), **extra)

    return rx.el.div(
        rx.el.table(
            rx.el.caption(caption, class_name="sr-only"),
            rx.el.thead(rx.el.tr(*[_head(column) for column in heads])),
            rx.el.tbody(rx.foreach(rows, line)),
            class_name="data-table",
        ),
        class_name="table-frame",
    )


def pager(
    page: Number, pages: Number, *, on_page: Callable[[Any], Handler], summary: Text | None = None
) -> rx.Component:
    """Back and on; hidden while there is one page. `on_page` gets the wanted number: `State.go_to`."""
    return rx.cond(
        pages > 1,
        rx.el.nav(
            rx.el.span(summary if summary is not None else f"Page {page} of {pages}"),
            rx.el.div(
                button("Previous", on_click=on_page(page - 1), disabled=page <= 1),
                button("Next", on_click=on_page(page + 1), disabled=page >= pages),
                class_name="btn-row",
            ),
            class_name="pager",
            custom_attrs={"aria-label": "Pages"},
        ),
    )


def _head(column: Column) -> rx.Component:
    words = either(column.hidden, rx.el.span(column.words, class_name="sr-only"), column.words)
    return rx.el.th(words, scope="col", class_name=column.class_name)
