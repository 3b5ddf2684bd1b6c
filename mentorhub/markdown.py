"""What organizations write, as HTML: Markdown in, a few harmless tags out."""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

_TAGS = {
    "p", "br", "strong", "em", "a", "ul", "ol", "li", "h2", "h3", "h4", "blockquote", "hr", "code", "table",
    "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_reader = MarkdownIt("commonmark", {"html": False}).enable("table")


@lru_cache(maxsize=512)
def html_of(text: str) -> str:
    """Links open beside our page and tell nobody where they were clicked."""
    return nh3.clean(
        _reader.render(text),
        tags=_TAGS,
        attributes={"a": {"href", "target"}},
        url_schemes={"http", "https", "mailto", "tel"},
        set_tag_attribute_values={"a": {"target": "_blank"}},
        link_rel="noopener noreferrer",
    )
