from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, EmailStr, Field

from mentorhub.written import CLEANED

Body = Annotated[str, Field(min_length=1, max_length=4_000), CLEANED]


class QuestionForm(BaseModel):
    """From somebody who is signed in."""

    model_config = ConfigDict(extra="ignore")

    key: UUID
    body: Body


class VisitorForm(QuestionForm):
    """From the public page: where the answer goes is asked, too."""

    name: Annotated[str, Field(min_length=1, max_length=120), CLEANED]
    mail: Annotated[EmailStr, Field(max_length=254)]


class AnswerForm(BaseModel):
    model_config = ConfigDict(extra="ignore")

    answer: Body
