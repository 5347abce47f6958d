"""The words that a bijdrage chooses from."""

from __future__ import annotations

EIGEN_WIJK, WIJKEN, OVERAL = "eigen_wijk", "wijken", "overal"
BEREIK: dict[str, str] = {
    EIGEN_WIJK: "Alleen in de eigen wijk of het eigen dorp",
    WIJKEN: "Ook in de wijken die ik kies",
    OVERAL: "In alle wijken",
}
# ISO 639-1 and, for Low Saxon, ISO 639-3.
TALEN: dict[str, str] = {
    "nl": "Nederlands",
    "nds": "Drents of ander Nedersaksisch",
    "en": "Engels",
    "de": "Duits",
    "fr": "Frans",
    "pl": "Pools",
    "tr": "Turks",
    "ar": "Arabisch",
    "uk": "Oekraïens",
    "ti": "Tigrinya",
    "fa": "Farsi",
}
