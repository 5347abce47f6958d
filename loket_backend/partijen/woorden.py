"""The kinds of help and of money: the keys that are stored, and how staff read them. The order is the order in which help is looked for."""

from __future__ import annotations

# From close by to far away: people first, then what is for everybody, then what is for one person.
INFORMEEL, COLLECTIEF, ALGEMEEN, INDIVIDUEEL = "informeel", "collectief", "algemeen", "individueel"
VORMEN: dict[str, str] = {
    INFORMEEL: "Informeel: buren, vrijwilligers, verenigingen",
    COLLECTIEF: "Collectief: samen met anderen",
    ALGEMEEN: "Algemene voorziening: voor iedereen, zonder indicatie",
    INDIVIDUEEL: "Individueel: hulp voor één persoon",
}

ZONDER_GELD, WIJKBUDGET = "informeel", "wijkbudget"
BEKOSTIGINGEN: dict[str, str] = {
    ZONDER_GELD: "Informeel, zonder geld",
    "algemeen": "Algemene voorziening",
    "collectief": "Collectief",
    WIJKBUDGET: "Budget van de wijk",
    "wmo": "Wmo",
    "zvw": "Zvw",
    "wlz": "Wlz",
    "jeugd": "Jeugdwet",
    "werk": "Werk en inkomen",
    "anders": "Anders",
}

EENMALIG = "eenmalig"
# How often help comes; times a year, for an estimate of the costs.
PERIODEN: dict[str, tuple[str, int]] = {
    "dag": ("per dag", 365),
    "week": ("per week", 52),
    "maand": ("per maand", 12),
    "kwartaal": ("per kwartaal", 4),
    "jaar": ("per jaar", 1),
    EENMALIG: ("één keer", 1),
}
