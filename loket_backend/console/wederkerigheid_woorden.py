"""How staff read what stands about residents who help each other."""

from __future__ import annotations

from collections.abc import Sequence

from loket_backend.tijd import DAGEN
from loket_backend.wederkerigheid.woorden import TALEN

BIJDRAGESTAND = {
    "voorgesteld": "Nog niet gevraagd",
    "gevraagd": "Gevraagd, wacht op antwoord",
    "beschikbaar": "Beschikbaar",
    "gepauzeerd": "Even niet",
    "ingetrokken": "Ingetrokken door de inwoner",
    "geweigerd": "Wil liever niet",
}
KOPPELINGSTAND = {
    "voorgesteld": "Gekozen, nog niemand gevraagd",
    "in_vraag": "Gevraagd, wacht op antwoord",
    "beide_ja": "Allebei ja: deel de gegevens",
    "contact_gedeeld": "Gegevens gedeeld",
    "loopt": "Loopt",
    "gestopt": "Gestopt",
    "liever_niet": "Een van beiden wil liever niet",
}
KANT = {"bieder": "Wie helpt", "vrager": "Wie hulp vraagt"}
KANTSTAND = {
    "niet_gevraagd": "nog niet gevraagd",
    "gevraagd": "gevraagd, wacht op antwoord",
    "ja": "zegt ja",
    "nee": "wil liever niet",
    "later": "wil er later over praten",
}
DEELT = {"naam_telefoon": "Voornaam en telefoonnummer", "naam": "Alleen de voornaam"}
WEG = {"telefoon": "Door de telefoon", "papier": "Op papier"}
WEGEN = {"chat": "in de chat", "telefoon": "door de telefoon", "papier": "op papier"}
BIJDRAGESTAP = {
    "maak": "Opgeschreven",
    "vraag": "Gevraagd in de chat",
    "stem_toe": "Zei ja",
    "weiger": "Zei liever niet",
    "stel_uit": "Wil er later over praten",
    "pauzeer": "Even niet",
    "hervat": "Weer beschikbaar",
    "trek_in": "Wil dit niet meer",
    "wijzig": "Gewijzigd",
}
KOPPELINGSTAP = {
    "maak": "Gekozen",
    "vraag": "Gevraagd",
    "zeg_ja": "Zei ja",
    "zeg_nee": "Wil liever niet",
    "zeg_later": "Wil er later over praten",
    "allebei_ja": "Allebei ja",
    "haak_af": "Gaat niet door",
    "deel": "Gegevens gedeeld",
    "verval": "Gaat niet door: het aanbod is er niet meer",
    "loopt_goed": "Het loopt goed",
    "gaat_niet_meer": "Het gaat niet meer",
    "gestopt": "Gestopt",
    "noteer": "Notitie",
}
UITKOMST = {
    "loopt_goed": "Het loopt goed",
    "gaat_niet_meer": "Het gaat niet meer",
    "gestopt": "Gestopt, het is klaar",
}
# What a medewerker writes down of an answer that was not given in the chat.
BIJDRAGEANTWOORD = {
    "stem_toe": "Ja, dat mag",
    "weiger": "Liever niet",
    "stel_uit": "Later misschien",
    "trek_in": "Wil dit niet meer",
}
KANTANTWOORD = {"zeg_ja": "Ja", "zeg_nee": "Liever niet", "zeg_later": "Later misschien"}


def dagen(nummers: Sequence[int]) -> str:
    return ", ".join(DAGEN[n] for n in nummers) or "alle dagen"


def talen(sleutels: Sequence[str]) -> str:
    return ", ".join(TALEN.get(s, s) for s in sleutels)
