"""The calendar files, read back as a calendar reads them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar, Event

from loket_backend.errors import NietGevonden
from loket_backend.gesprek.hub import Hub
from loket_backend.keukentafel import afspraken, agendasleutel, ical
from loket_backend.keukentafel.afspraakmodels import Afspraak
from loket_backend.tijd import AMSTERDAM
from tests.loket.keukentafel.hulp import AFSPRAAKTEKSTEN, DINSDAG, PLAN, Tafel, moment
from tests.loket.klok import NepKlok


def afspraak(begin: datetime = DINSDAG, stand: str = "gepland") -> Afspraak:
    return Afspraak(
        uid="3f2a",
        kenmerk="2026-ABCDEF",
        stand=stand,
        begin=begin,
        duur=60,
        plaats="thuis",
        volgnummer=2,
        gewijzigd_op=moment(23, 10, maand=11),
        adres="Achterom 3",
        notitie="loopt slecht",
    )


def terug(inhoud: bytes) -> tuple[Calendar, list[Event]]:
    kalender = Calendar.from_ical(inhoud)
    assert not kalender.errors
    return kalender, list(kalender.walk("VEVENT"))


def test_het_bestand_van_de_inwoner_is_goed_te_lezen_en_zegt_niets_over_zorg() -> None:
    inhoud = ical.voor_inwoner(afspraak(), "0528 12 34 56")
    kalender, [gebeurtenis] = terug(inhoud)
    assert (kalender["method"], kalender["version"]) == ("PUBLISH", "2.0")
    assert [z["tzid"] for z in kalender.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    assert gebeurtenis["summary"] == "Gesprek met het loket"
    assert (gebeurtenis["uid"], gebeurtenis["sequence"], gebeurtenis["status"]) == ("3f2a", 2, "CONFIRMED")
    assert gebeurtenis.decoded("dtstart") == DINSDAG
    assert b"DTSTART;TZID=Europe/Amsterdam:20261201T100000" in inhoud
    assert gebeurtenis.decoded("dtend") - gebeurtenis.decoded("dtstart") == timedelta(hours=1)
    for woord in (b"Achterom", b"slecht", b"2026-ABCDEF", b"Wmo", b"zorg"):
        assert woord not in inhoud


@pytest.mark.parametrize("stand", ["verzet", "voorgesteld", "afgezegd_door_inwoner", "afgezegd_door_loket", "verlopen"])
def test_wat_niet_doorgaat_is_geannuleerd(stand: str) -> None:
    _, [gebeurtenis] = terug(ical.voor_inwoner(afspraak(stand=stand), "0528 12 34 56"))
    assert gebeurtenis["status"] == "CANCELLED"


@pytest.mark.parametrize(
    ("begin", "utc_begin"),
    [
        (datetime(2027, 3, 26, 10, tzinfo=AMSTERDAM), 9),
        (datetime(2027, 3, 29, 10, tzinfo=AMSTERDAM), 8),
        (datetime(2026, 10, 23, 10, tzinfo=AMSTERDAM), 8),
        (datetime(2026, 10, 26, 10, tzinfo=AMSTERDAM), 9),
    ],
)
def test_rond_zomertijd_en_wintertijd_blijft_tien_uur_tien_uur(begin: datetime, utc_begin: int) -> None:
    inhoud = ical.voor_inwoner(afspraak(begin.astimezone(UTC)), "0528 12 34 56")
    _, [gebeurtenis] = terug(inhoud)
    assert gebeurtenis.decoded("dtstart").astimezone(UTC).hour == utc_begin
    assert b"T100000" in inhoud


def test_een_uur_is_een_uur_ook_in_de_nacht_dat_de_klok_verspringt() -> None:
    begin = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # half three, summer time; an hour later it is half three again
    _, [gebeurtenis] = terug(ical.voor_inwoner(afspraak(begin), "0528 12 34 56"))
    assert gebeurtenis.decoded("dtstart").astimezone(UTC) == begin


def test_de_agenda_van_een_medewerker_heeft_alleen_kenmerk_en_plaats() -> None:
    inhoud = ical.voor_medewerker([afspraak()], [(afspraak(stand="voorgesteld"), moment(2, 9))])
    _, [vast, voorstel] = terug(inhoud)
    assert (vast["summary"], vast["status"]) == ("2026-ABCDEF", "CONFIRMED")
    assert (voorstel["summary"], voorstel["status"]) == ("2026-ABCDEF (voorstel)", "TENTATIVE")
    assert vast["uid"] != voorstel["uid"]
    assert b"Achterom" not in inhoud


def test_een_afspraak_zonder_moment_staat_in_geen_agenda() -> None:
    leeg = afspraak()
    leeg.begin = None
    with pytest.raises(ValueError, match="zonder moment"):
        ical.voor_inwoner(leeg, "")


def test_dezelfde_agenda_is_hetzelfde_bestand() -> None:
    assert ical.voor_medewerker([afspraak()], []) == ical.voor_medewerker([afspraak()], [])


async def test_de_link_in_de_chat_volgt_de_afspraak(tafel: Tafel, hub: Hub, klok: NepKlok) -> None:
    nummer = await tafel.stel_voor()
    gevonden = re.search(r"/afspraken/([\w-]+)\.ics", await tafel.zegt("1"))
    assert gevonden is not None
    code = gevonden[1]

    async def bij() -> Afspraak:
        async with hub.database.lees() as session:
            return await agendasleutel.afspraak_bij(session, code)

    eerste = await bij()
    await tafel.spreek_af(replace(PLAN, momenten=[moment(3, 11)]))
    tweede = await bij()
    assert tweede.uid == eerste.uid
    assert tweede.volgnummer > eerste.volgnummer
    async with hub.database.schrijf() as session:
        await afspraken.trek_in(session, AFSPRAAKTEKSTEN, nummer, "anja", "ziek")
    assert terug(ical.voor_inwoner(await bij(), ""))[1][0]["status"] == "CANCELLED"
    klok.verstrijk(days=18)
    with pytest.raises(NietGevonden):
        await bij()
    with pytest.raises(NietGevonden):
        async with hub.database.lees() as session:
            await agendasleutel.afspraak_bij(session, "verzonnen")


async def test_wie_weg_is_heeft_geen_agenda_meer(tafel: Tafel, hub: Hub) -> None:
    async with hub.database.schrijf() as session:
        geheim = await agendasleutel.vernieuw(session, "anja")
        (await agendasleutel.medewerker_bij(session, geheim)).actief = False
    with pytest.raises(NietGevonden):
        async with hub.database.lees() as session:
            await agendasleutel.medewerker_bij(session, geheim)
