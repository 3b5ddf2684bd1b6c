from uuid import UUID

from pydantic import BaseModel, ConfigDict


class MessageForm(BaseModel):
    """What a screen sends. `rules.body_of` says whether the words can be a message."""

    model_config = ConfigDict(extra="ignore", str_max_length=40_000)

    key: UUID
    body: str = ""
