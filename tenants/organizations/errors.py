from tenants.kit.errors import Conflict


class SlugTaken(Conflict):
    code = "slug_taken"

    def __init__(self, slug: str, free: str | None) -> None:
        offer = f" “{free}” is free." if free else " Please choose another."
        super().__init__(f"The address “{slug}” is already taken.{offer}", field="slug")
        self.free = free
