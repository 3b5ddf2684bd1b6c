"""`python -m mentorhub.matching.engine`: the engine alone."""

from mentorhub.matching.engine.cli import app

app(prog_name="mentorhub")
