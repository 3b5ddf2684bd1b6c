"""Typed questions: one vocabulary for applications, surveys and agreements."""
