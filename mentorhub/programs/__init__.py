"""A program is data: its template, the catalog to start from, and the rules that read it."""
