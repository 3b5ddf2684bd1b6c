"""The template: one typed document that describes a whole program."""

from mentorhub.programs.errors import Located, TemplateInvalid
from mentorhub.programs.template.document import DUTIES, Template
from mentorhub.programs.template.vocabulary import Party, PlaceType, RoleKey

__all__ = ["DUTIES", "Located", "Party", "PlaceType", "RoleKey", "Template", "TemplateInvalid"]
