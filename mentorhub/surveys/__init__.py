"""Surveys: who is asked what, and answers that nobody can trace back."""
