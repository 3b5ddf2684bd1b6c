"""Five demonstration organizations: invented people and their histories, made by the program's own services.

The only folder of the product that names particular programs; nothing outside of it knows them.
"""
