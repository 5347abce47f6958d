"""The keys of the loket: leefgebieden, aspecten, intenties, crises and velden. The one place where they stand.

Standard library only and Python 3.10: the bot imports this module from its own environment.
"""

from __future__ import annotations

from dataclasses import dataclass

LEEFGEBIEDEN: dict[str, str] = {
    "huishouden": "Huishouden",
    "zelfzorg": "Zorg voor uzelf",
    "mobiliteit": "Lopen en vervoer",
    "wonen": "Wonen",
    "contact": "Contact met anderen",
    "dagbesteding": "Invulling van de dag",
    "gezondheid": "Gezondheid",
    "gemoed": "Hoe u zich voelt",
    "geheugen": "Geheugen",
    "administratie": "Geld en regelzaken",
    "mantelzorg": "Zorgen voor een ander",
    "gezin": "Gezin",
    "veiligheid": "Veiligheid",
}

ASPECTEN: dict[str, str] = {
    "kan": "Wat gaat er nog goed",
    "wil": "Wat is belangrijk",
    "nodig": "Waar is hulp bij nodig",
    "netwerk": "Wie helpt er al",
    "aanbod": "Wat kunt u voor een ander doen",
}

INTENTIES: tuple[str, ...] = (
    "groeten",
    "afscheid",
    "bedanken",
    "bevestigen",
    "ontkennen",
    "weet_niet",
    "overslaan",
    "hulpvraag",
    "voor_ander",
    "vraag_proces",
    "vraag_kosten",
    "vraag_recht",
    "vraag_privacy",
    "vraag_bot",
    "vraag_waarom",
    "clientondersteuning",
    "mens_spreken",
    "terugbellen",
    "corrigeren",
    "herhalen",
    "opnieuw",
    "pauzeren",
    "stoppen",
    "status",
    "klacht",
    "gegevens_wissen",
    "gegevens_inzien",
    "buiten_bereik",
)

CRISES: tuple[str, ...] = ("suicide", "geweld", "medisch", "kind", "gevaar")

# The states of one field of an intake (contract section 5).
BESPROKEN, OVERGESLAGEN, NIET_VAN_TOEPASSING, NIET_BESPROKEN = (
    "besproken",
    "overgeslagen",
    "niet_van_toepassing",
    "niet_besproken",
)
VELDSTATUSSEN = (BESPROKEN, OVERGESLAGEN, NIET_VAN_TOEPASSING, NIET_BESPROKEN)


@dataclass(frozen=True)
class Veld:
    """One field of an intake: its key, how staff read it, and what a valid value is.

    `soort` is one of tekst, keuze, lijst, naam, postcode, telefoon, akkoord. `keuzes` are the valid values of a keuze or lijst.
    """

    sleutel: str
    label: str
    soort: str
    keuzes: tuple[str, ...] = ()
    alleen_voor_ander: bool = False


JA_NEE_LATER = ("ja", "nee", "later")

VELDEN: dict[str, Veld] = {
    veld.sleutel: veld
    for veld in (
        Veld("voor_wie", "Voor wie is de hulp", "keuze", ("zelf", "ander")),
        Veld(
            "relatie",
            "Wie is dat voor de melder",
            "keuze",
            ("partner", "kind", "ouder", "familie", "buur", "vriend", "professional", "anders"),
            alleen_voor_ander=True,
        ),
        Veld(
            "inwoner_weet_ervan",
            "Weet de inwoner van de melding",
            "keuze",
            ("ja", "nee", "weet_niet"),
            alleen_voor_ander=True,
        ),
        Veld("hulpvraag", "Het verhaal", "tekst"),
        Veld("kan", "Wat kan de inwoner zelf", "tekst"),
        Veld("wil", "Wat wil de inwoner", "tekst"),
        Veld("nodig", "Wat is er nodig", "tekst"),
        Veld("netwerk", "Wie helpt er", "tekst"),
        Veld("aanbod", "Wat kan de inwoner voor een ander doen", "tekst"),
        Veld(
            "volhoudtijd",
            "Hoe lang is het nog vol te houden",
            "keuze",
            ("week", "maand", "half_jaar", "jaar", "twee_jaar", "langer", "weet_niet"),
        ),
        Veld("naam", "Naam van de inwoner", "naam"),
        Veld("melder_naam", "Naam van de melder", "naam", alleen_voor_ander=True),
        Veld("postcode", "Postcode", "postcode"),
        Veld("telefoon", "Telefoonnummer", "telefoon"),
        Veld("contact_voorkeur", "Contact het liefst via", "keuze", ("bellen", "mailen", "chat")),
        Veld("contact_moment", "Wanneer contact", "tekst"),
        Veld("clientondersteuning", "Wil cliëntondersteuning", "keuze", JA_NEE_LATER),
        Veld("persoonlijk_plan", "Wil een persoonlijk plan inleveren", "keuze", JA_NEE_LATER),
        Veld(
            "toestemming",
            "Mag gedeeld worden met",
            "lijst",
            ("wijkverpleging", "huisarts", "dorpscooperatie", "mantelzorger"),
        ),
        Veld("akkoord", "Akkoord met de samenvatting", "akkoord"),
    )
}

# Answers to volhoudtijd after which somebody has to come soon.
KORT_VOL_TE_HOUDEN = ("week", "maand")

WAARDELABELS: dict[str, str] = {
    "zelf": "de melder zelf",
    "ander": "iemand anders",
    "half_jaar": "een half jaar",
    "twee_jaar": "twee jaar",
    "week": "een week",
    "maand": "een maand",
    "jaar": "een jaar",
    "weet_niet": "weet het niet",
    "dorpscooperatie": "dorpscoöperatie",
    "langer": "langer dan twee jaar",
    "familie": "ander familielid",
}


def label(waarde: str) -> str:
    """How staff and residents read a closed value."""
    return WAARDELABELS.get(waarde, waarde)
