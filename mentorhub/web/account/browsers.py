"""What a browser calls itself, put so that its owner recognizes it."""

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_DEVICES = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "an Android device"),
    ("Windows", "Windows"),
    ("Mac OS", "a Mac"),
    ("CrOS", "a Chromebook"),
    ("Linux", "Linux"),
)


def browser_words(user_agent: str) -> str:
    """Such as "Firefox on Windows"."""
    browser = next((words for sign, words in _BROWSERS if sign in user_agent), "")
    device = next((words for sign, words in _DEVICES if sign in user_agent), "")
    if browser and device:
        return f"{browser} on {device}"
    return browser or (f"A browser on {device}" if device else "A browser")
