"""A mentor and a mentee, from final acceptance to the end: terms, what is due, release, renewal, exit."""
