"""Brings the database to the newest migration. Safe to run at every start."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config


def alembic_config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def migreer(url: str) -> None:
    """`url`: an SQLAlchemy URL with an async driver."""
    command.upgrade(alembic_config(url), "head")
