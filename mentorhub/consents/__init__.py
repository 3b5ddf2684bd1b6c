"""Decisions that need more than one yes: who is asked, in which order, until when, and what each said."""
