"""Matching: rounds over the pure engine."""
