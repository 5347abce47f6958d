"""Brings the database to the newest migration. Safe to run at every start."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config

from loket_backend.settings import Settings


def alembic_config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def migreer(url: str) -> None:
    """`url`: an SQLAlchemy URL with an async driver."""
    command.upgrade(alembic_config(url), "head")


def main() -> None:
    """For a step of its own before a rollout. Every loket does the same when it starts; one at a time, the others wait."""
    settings = Settings.uit_omgeving()
    settings.map.mkdir(parents=True, exist_ok=True)
    migreer(settings.database)
    print("De database is bij.")


if __name__ == "__main__":
    main()
