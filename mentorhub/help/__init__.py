"""Questions to the people who run the program: from a pair's page, and from visitors of the public page."""
