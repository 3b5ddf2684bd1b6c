from tenants.kit.errors import NotAllowed


class NotADemonstration(NotAllowed):
    code = "not_a_demonstration"
    default = (
        "Invented people are only filled into a demonstration. "
        "Start it with `mentorhub demo`, or set MENTORHUB_DEMONSTRATION=true where nobody works in earnest."
    )
