"""Technique without nouns: settings, clock, ids, errors, logs."""
