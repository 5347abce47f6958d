"""How staff read things: moments, terms and keys in plain Dutch."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from loket_backend.catalogus import VELDEN, label
from loket_backend.gesprek.terugbellen import leesbaar
from loket_backend.intake.termijnen import BIJNA, Termijnstand
from loket_backend.tijd import AMSTERDAM, MAANDEN, lees_datum, nu, vandaag

CRISIS = {
    "suicide": "Gedachten aan zelfdoding",
    "geweld": "Geweld of dreiging",
    "medisch": "Medische nood",
    "kind": "Kind in gevaar",
    "gevaar": "Acuut gevaar",
}
INTAKESTATUS = {
    "nieuw": "Nieuw",
    "toegewezen": "Toegewezen",
    "gesprek_gepland": "Gesprek gepland",
    "onderzoek": "Onderzoek",
    "verslag": "Verslag klaar",
    "arrangement": "Arrangement",
    "afgerond": "Afgerond",
    "doorverwezen": "Doorverwezen",
    "ingetrokken": "Ingetrokken",
}
GESPREKSTATUS = {
    "bot": "De assistent voert het gesprek",
    "wacht_op_mens": "Wacht op een medewerker",
    "mens": "Een medewerker voert het gesprek",
    "gesloten": "Gesloten",
}
VELDSTATUS = {
    "besproken": "Besproken",
    "overgeslagen": "Overgeslagen",
    "niet_van_toepassing": "Niet van toepassing",
    "niet_besproken": "Niet besproken",
}
AFZENDER = {"inwoner": "Inwoner", "bot": "Digitale assistent", "medewerker": "Medewerker", "systeem": "Loket"}
REDEN = {
    "bot_mislukt": "De assistent kon niet antwoorden",
    "mens_gevraagd": "Vroeg om een mens",
    "gegevens_wissen": "Vraagt om gegevens te wissen",
    "terugbellen": "Wil teruggebeld worden",
    "klacht": "Heeft een klacht",
    "crisis": "Na een crisismelding",
    "inwoner_terug": "Kwam terug in het gesprek",
    "doorgegeven": "Doorgegeven door een collega",
    "opgepakt": "Opgepakt",
    "overgenomen": "Overgenomen van een collega",
    "": "Onbekend",
}
TAAK = {
    "terugbellen": "Terugbellen",
    "onbereikbaar": "Niet meer te bereiken in de chat",
    "vraag_coordinator": "Vraag van de coördinator",
    "afspraak_momenten": "Nieuwe momenten voorstellen",
    "afspraak_afgezegd": "De inwoner zegde de afspraak af",
    "afspraak_antwoord": "Antwoord op uw voorstel",
    "afspraak_verlopen": "Voorstel is verlopen",
    "verslag_correctie": "Reactie op het gespreksverslag",
    "verslag_bellen": "Bellen: het gespreksverslag voorlezen",
    "koppeling_antwoord": "Wederkerigheid: kijk hoe het staat",
    "koppeling_loopt": "Wederkerigheid: vraag hoe het gaat",
    "koppeling_doorgeven": "Wederkerigheid: geef dit door",
    "koppeling_vragen": "Wederkerigheid: vraag de inwoner zelf",
    "overdracht_wmo": "Overgedragen aan de Wmo-consulent",
    "hulp_weigering": "Draag over aan de Wmo-consulent: de hulp past niet, of een aanvraag",
    "toestemming": "De inwoner zei iets over toestemming",
    "arrangement_anders": "De inwoner wil het arrangement anders",
    "arrangement_bellen": "Bellen: over het arrangement praten",
    "arrangement_ruimte": "De inwoner is akkoord, maar er is nog geen plek of geen ruimte in het budget",
    "geholpen_vragen": "Bellen: vragen of de hulp helpt",
    "geholpen_nee": "Bellen: de hulp helpt niet, of de inwoner is niet tevreden",
    "geholpen_beter": "Lezen: wat er beter kan aan de hulp",
}
AFSPRAAKSTAND = {
    "voorgesteld": "De inwoner kiest nog",
    "gepland": "Gepland",
    "verzet": "Nieuwe momenten nodig",
    "verlopen": "Voorstel verlopen",
    "geweest": "Geweest",
    "niet_verschenen": "Inwoner was er niet",
    "afgezegd_door_inwoner": "Afgezegd door de inwoner",
    "afgezegd_door_loket": "Afgezegd door het loket",
}
AFSPRAAKGEBEURTENIS = {
    "stel_voor": "Momenten voorgesteld",
    "spreek_af": "Afgesproken buiten de chat",
    "kies": "Moment gekozen",
    "wijs_af": "Geen van de momenten past",
    "verzet_het": "Vroeg om een ander moment",
    "zeg_af": "Afgezegd",
    "trek_in": "Afgezegd door het loket",
    "verloop": "Niet op tijd gekozen",
    "wees": "Het gesprek is geweest",
    "kom_niet": "De inwoner was er niet",
    "erbij": "Wie meekomt genoteerd",
    "ga_over": "Naar een andere medewerker",
}
PLAATS = {"thuis": "Bij de inwoner thuis", "loket": "Bij het loket", "bellen": "Aan de telefoon"}
ERBIJ = {"mantelzorger": "Mantelzorger", "clientondersteuner": "Cliëntondersteuner", "anders": "Iemand anders"}
VERSLAGSTAND = {
    "concept": "Concept, nog niet bij de inwoner",
    "voorgelegd": "Bij de inwoner, nog geen reactie",
    "akkoord": "Goedgekeurd door de inwoner",
    "correctie_gevraagd": "De inwoner vraagt een correctie",
}
VERSLAGREACTIE = {"akkoord": "De inwoner zei dat het klopt", "correctie_gevraagd": "De inwoner zei wat er niet klopt"}
VERSLAGWEG = {"chat": "in de chat", "papier": "op papier", "telefoon": "door de telefoon"}
KANAAL = {"web": "Website", "telegram": "Telegram"}
ROL = {
    "medewerker": "medewerker",
    "coordinator": "coördinator",
    "beheerder": "beheerder",
    "partner": "partner in het buurtteam",
}


def woord(lijst: dict[str, str], sleutel: str | None) -> str:
    """The words for a key; an unknown key is shown readably, never hidden."""
    return lijst.get(sleutel or "", (sleutel or "").replace("_", " ").capitalize())


def dag(moment: datetime | date) -> str:
    """ "4 januari 2027"."""
    lokaal = moment.astimezone(AMSTERDAM).date() if isinstance(moment, datetime) else moment
    return f"{lokaal.day} {MAANDEN[lokaal.month - 1]} {lokaal.year}"


def klok(moment: datetime) -> str:
    lokaal = moment.astimezone(AMSTERDAM)
    return f"{lokaal.hour:02}.{lokaal.minute:02}"


def wanneer(moment: datetime) -> str:
    """When an appointment is: "dinsdag 1 december 2026, 10.00 uur"."""
    return f"{lees_datum(moment.astimezone(AMSTERDAM).date())}, {klok(moment)} uur"


def dagnaam(dag: date) -> str:
    return lees_datum(dag)


def invoer(moment: datetime) -> str:
    """As the value of a form: local date and time, without a zone."""
    return f"{moment.astimezone(AMSTERDAM):%Y-%m-%dT%H:%M}"


def moment(moment: datetime | None) -> str:
    """ "vandaag om 14.05 uur", "gisteren om …", "morgen om …", else with the date."""
    if moment is None:
        return "onbekend"
    dagen = (vandaag() - moment.astimezone(AMSTERDAM).date()).days
    wanneer = {-1: "morgen", 0: "vandaag", 1: "gisteren"}.get(dagen, f"op {dag(moment)}")
    return f"{wanneer} om {klok(moment)} uur"


def hoe_lang_geleden(moment: datetime) -> str:
    """ "zojuist", "12 minuten", "3 uur", "9 dagen": how long something waits."""
    minuten = int((nu() - moment).total_seconds() // 60)
    if minuten < 1:
        return "minder dan een minuut"
    if minuten < 60:
        return _aantal(minuten, "minuut", "minuten")
    dagen = (vandaag() - moment.astimezone(AMSTERDAM).date()).days
    return f"{minuten // 60} uur" if minuten < 24 * 60 else _aantal(max(dagen, 1), "dag", "dagen")


def ontvangen(moment: datetime) -> str:
    dagen = (vandaag() - moment.astimezone(AMSTERDAM).date()).days
    return {-1: "morgen", 0: "vandaag", 1: "gisteren"}.get(dagen, f"{dagen} dagen geleden")


def termijn(dag: date) -> tuple[str, str]:
    """Days left in words, and how pressing that is: ruim, krap (nearly over) or voorbij."""
    over = (dag - vandaag()).days
    if over < 0:
        return f"{_aantal(-over, 'dag', 'dagen')} te laat", "voorbij"
    if over == 0:
        return "vandaag laatste dag", "krap"
    return f"nog {_aantal(over, 'dag', 'dagen')}", "krap" if over <= BIJNA else "ruim"


def termijnstand(s: Termijnstand) -> tuple[str, str]:
    """A termijn in words, and how pressing it is; no words for what was done in time or no longer matters."""
    match s.stand:
        case "opgeschort":
            return "staat stil", "ruim"
        case "te_laat":
            return f"was {dag(s.klaar_op or s.uiterlijk)} klaar, te laat", "voorbij"
        case "gehaald":
            return "gedaan", "ruim"
        case "vervallen":
            return "", "ruim"
    return termijn(s.uiterlijk)


def grootte(aantal: int) -> str:
    """The size of a file in bytes, as people say it: "240 kB", "1,3 MB"."""
    return (
        f"{max(1, round(aantal / 1000))} kB" if aantal < 1_000_000 else f"{aantal / 1_000_000:.1f} MB".replace(".", ",")
    )


def waarde(veld: str, gegeven: Any) -> str:
    """The value of a field as staff read it."""
    if isinstance(gegeven, bool):
        return "ja" if gegeven else "nee"
    if isinstance(gegeven, list):
        return ", ".join(label(deel) for deel in gegeven) or "met niemand"
    if VELDEN[veld].soort == "telefoon":
        return leesbaar(str(gegeven))
    return label(str(gegeven)) if VELDEN[veld].soort == "keuze" else str(gegeven)


def paren(dingen: Iterable[Any]) -> list[tuple[str, str]]:
    """People or wijken to choose from: the id, and the name that is read."""
    return [(ding.id, ding.naam) for ding in dingen]


def gelijk(woorden: Iterable[str]) -> list[tuple[str, str]]:
    """Words to choose from that are read as they are stored."""
    return [(woord, woord) for woord in woorden]


def _aantal(n: int, een: str, meer: str) -> str:
    return f"{n} {een if n == 1 else meer}"
