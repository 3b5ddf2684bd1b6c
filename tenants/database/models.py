"""Every table there is: walks the packages for modules called `model` and imports them."""

from importlib import import_module
from pathlib import Path

from sqlalchemy import MetaData

from tenants.database.base import Base

ROOT = Path(__file__).resolve().parents[2]


def load_models(*packages: str) -> MetaData:
    """The metadata of all tables under these packages (of those that are installed here)."""
    for package in packages or ("tenants", "mentorhub"):
        for file in sorted((ROOT / package).rglob("model.py")):
            import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
    return Base.metadata
