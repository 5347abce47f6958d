"""The summary that the resident approves: their own words, grouped as the medewerker will read them."""

from __future__ import annotations

from bot.actions.dossier import Dossier
from loket_backend.catalogus import label

# What each group is called, for oneself and for another.
KOPPEN = (
    ("hulpvraag", "Uw verhaal", "Uw verhaal"),
    ("nodig", "Wat is nodig", "Wat is nodig"),
    ("kan", "Wat kunt u zelf", "Wat gaat er nog zelf"),
    ("wil", "Wat wilt u graag", "Wat is belangrijk"),
    ("netwerk", "Wie helpt er", "Wie helpt er"),
    ("aanbod", "Wat kunt u voor een ander doen", "Wat kan er voor een ander"),
)
REGELS = (
    ("voor_wie", "Voor wie"),
    ("inwoner_weet_ervan", "Weet ervan"),
    ("naam", "Naam"),
    ("melder_naam", "Naam van de melder"),
    ("postcode", "Postcode"),
    ("telefoon", "Telefoon"),
    ("contact_voorkeur", "Contact via"),
    ("contact_moment", "Wanneer"),
    ("volhoudtijd", "Zo lang gaat het nog"),
    ("clientondersteuning", "Gratis onafhankelijke hulp"),
    ("persoonlijk_plan", "Eigen plan inleveren"),
    ("toestemming", "Delen mag met"),
)


def samenvatting(dossier: Dossier) -> str:
    """Plain text, a line a field; what was not discussed is left out."""
    blokken = [_blok(dossier, *kop) for kop in KOPPEN]
    regels = [
        f"{kop}: {_voor_wie(dossier) if veld == 'voor_wie' else _leesbaar(veld, dossier.waarde(veld))}"
        for veld, kop in REGELS
        if _heeft(dossier, veld)
    ]
    return "\n\n".join([blok for blok in blokken if blok] + (["\n".join(regels)] if regels else []))


def _blok(dossier: Dossier, veld: str, kop_zelf: str, kop_ander: str) -> str:
    woorden = dossier.waarde(veld)
    kop = kop_ander if dossier.is_ander else kop_zelf
    return f"{kop}:\n“{woorden}”" if woorden else ""


def _voor_wie(dossier: Dossier) -> str:
    return str(dossier.stand.get("wie") or "iemand anders") if dossier.is_ander else "uzelf"


def _heeft(dossier: Dossier, veld: str) -> bool:
    return dossier.waarde(veld) is not None


def _leesbaar(veld: str, waarde: object) -> str:
    if isinstance(waarde, list):
        return ", ".join(map(label, waarde)) or "niemand"
    tekst = str(waarde)
    if veld == "postcode":
        return f"{tekst[:4]} {tekst[4:]}"
    if veld == "telefoon" and tekst.startswith("+31"):
        return f"0{tekst[3:]}"
    return label(tekst)


def regel(dossier: Dossier, veld: str) -> tuple[str, str]:
    """One line of the summary: what it is called, and what it says."""
    return dict(REGELS)[veld], _leesbaar(veld, dossier.waarde(veld))
