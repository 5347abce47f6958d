"""What staff choose from, by key, from keuzes.yml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

BESTAND = Path(__file__).with_name("keuzes.yml")
WMO_CONSULENT = "wmo_consulent"


@cache
def _inhoud() -> Mapping[str, Mapping[str, str]]:
    gelezen: dict[str, dict[str, str]] = yaml.safe_load(BESTAND.read_text(encoding="utf-8"))
    return gelezen


def lijst(soort: str) -> Mapping[str, str]:
    """The words by key, in the order in which they are shown."""
    return _inhoud()[soort]


def woord(soort: str, sleutel: str | None) -> str:
    """What staff read for a key; one that is no longer in the file is shown as it is."""
    return lijst(soort).get(sleutel or "", sleutel or "")
