"""Help for everybody begins, and the resident says no to it or wants an aanvraag; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from loket_backend.db import Database
from loket_backend.errors import Conflict
from loket_backend.gesprek import vragen
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.models import GESLOTEN, Gesprek
from loket_backend.intake.models import AFGEROND
from loket_backend.invoer import Veldfouten
from loket_backend.keukentafel.afspraakdossier import vergrendel_intake
from loket_backend.tijd import vandaag
from loket_backend.tweesporen import hulp_begint, overdracht, sporen, toestemming_chat, weigering, weigering_chat
from loket_backend.tweesporen.hulp_begint import Hulp
from loket_backend.tweesporen.overdracht import Opdracht
from loket_backend.tweesporen.spoormodels import AANVRAAG, ALGEMEEN, GEVRAAGD, OVERGEDRAGEN, Spoorstap
from tests.loket.hulp import NepRasa, lees, maak_hub, stuur
from tests.loket.keukentafel.hulp import Tafel
from tests.loket.tweesporen.hulp import maak_team

GEEN_VREEMDE = "ik wil geen vreemde in huis, ik wil een aanvraag doen"
POETSEN = Hulp("Hulp bij het poetsen", "Marja", date(2026, 12, 1))
WITLABEL = ("Wmo", "wet", "gemeente", "recht", "indicatie", "eigen bijdrage", "€", "consulent", "voorziening")


@pytest.fixture
async def tafel(database: Database) -> Tafel:
    rasa = NepRasa()
    hub = maak_hub(database, rasa)
    luisteraars = (*toestemming_chat.LUISTERAARS, *weigering_chat.LUISTERAARS)
    antwoorders = {**toestemming_chat.ANTWOORDERS, **weigering_chat.ANTWOORDERS, "kan_dat": _kan_dat}
    postvak = replace(
        hub.postvak, antwoorders=antwoorders, luisteraars=luisteraars, naluisteraars=weigering_chat.NALUISTERAARS
    )
    return await Tafel.met_gemeente(Hub(database, postvak, hub.wekker, hub.werker, rasa))


async def _kan_dat(session: Any, gesprek: Any, vraag: Any, bericht: Any, keuze: str | None) -> bool:
    """Somebody else's question, to which everything is an answer."""
    await vragen.sluit(session, gesprek.id, "kan_dat")
    return True


async def _begint(tafel: Tafel, hulp: Hulp = POETSEN, organisaties: tuple[str, ...] = ()) -> str:
    """What the resident reads."""
    async with tafel.hub.database.schrijf() as session:
        gesprek, intake = await vergrendel_intake(session, tafel.kenmerk)
        await hulp_begint.begin(session, gesprek, intake, hulp, organisaties, "anja")
    return str((await tafel.laatste())["tekst"])


async def _zegt(tafel: Tafel, tekst: str) -> str:
    """What the loket says last after this; the bot does not run."""
    await stuur(tafel.hub, tafel.gesprek_id, tekst)
    return str((await tafel.laatste())["tekst"])


async def _hoort_de_bot(tafel: Tafel, tekst: str) -> bool:
    """Whether it waits for the bot; on a slow machine the bot may have answered already."""
    await stuur(tafel.hub, tafel.gesprek_id, tekst)
    stand = await lees(tafel.hub, tafel.gesprek_id)
    return bool(stand["bezig"]) or stand["berichten"][-1]["tekst"] == f"Gehoord: {tekst}"


async def _stand(tafel: Tafel) -> str | None:
    async with tafel.hub.database.schrijf() as session:
        _, intake = await vergrendel_intake(session, tafel.kenmerk)
        return await sporen.stand(session, intake)


async def _gezegd(tafel: Tafel) -> list[tuple[str, str | None]]:
    """What stands in the history as the words of the resident, the newest first."""
    async with tafel.hub.database.lees() as session:
        stappen: list[Spoorstap] = await sporen.stappen(session, tafel.kenmerk)
        return [(s.gebeurtenis, s.reden) for s in stappen if s.door == "inwoner"]


async def test_de_inwoner_leest_welke_hulp_wie_en_vanaf_wanneer(tafel: Tafel) -> None:
    gezegd = await _begint(tafel)
    assert "• Hulp bij het poetsen\nWie er komt: Marja\nVanaf: dinsdag 1 december 2026" in gezegd
    assert "niets aan te vragen" in gezegd
    assert "U betaalt er zelf niets voor" in gezegd
    assert "Past het niet, of wilt u liever een aanvraag doen? Zeg het hier." in gezegd
    knoppen = [k["label"] for k in (await tafel.laatste())["keuzes"]]
    assert knoppen == ["Deze hulp is goed", "Deze hulp past niet", "Ik wil een aanvraag doen"]
    assert await _stand(tafel) == ALGEMEEN


async def test_wie_er_komt_mag_nog_niet_bekend_zijn(tafel: Tafel) -> None:
    assert "Wie er komt" not in await _begint(tafel, replace(POETSEN, wie=""))


async def test_een_bsn_of_een_tweede_regel_komt_er_niet_door(tafel: Tafel) -> None:
    gezegd = await _begint(tafel, replace(POETSEN, wat="Poetsen\nWie er komt: Piet", wie="Marja 123456782"))
    assert "• Poetsen Wie er komt: Piet\n" in gezegd
    assert "123456782" not in gezegd


async def test_de_inwoner_leest_nergens_een_wet_een_organisatie_of_een_recht(tafel: Tafel) -> None:
    gezegd = [await _begint(tafel)]
    gezegd += [await _zegt(tafel, t) for t in ("nee", "dat past niet", "kan ik een aanvraag doen?", "ja", GEEN_VREEMDE)]
    for woord in WITLABEL:
        assert woord not in "\n".join(gezegd), woord


async def test_een_formulier_met_fouten_begint_niets_en_zegt_niets(tafel: Tafel) -> None:
    voor = (await tafel.laatste())["volgnummer"]
    fout_ = Hulp("Wmo-hulp van Stichting De Haard", "M" * 81, vandaag() + timedelta(days=400))
    with pytest.raises(Veldfouten) as fout:
        await _begint(tafel, fout_, ("Stichting De Haard",))
    assert set(fout.value.per_veld) == {"wat", "wie", "vanaf"}
    assert "Stichting De Haard" in fout.value.per_veld["wat"]
    with pytest.raises(Veldfouten) as fout:
        await _begint(tafel, Hulp("", "", None))
    assert set(fout.value.per_veld) == {"wat", "vanaf"}
    assert ((await tafel.laatste())["volgnummer"], await _stand(tafel)) == (voor, None)


async def test_twee_keer_beginnen_zegt_niets_nieuws(tafel: Tafel) -> None:
    await _begint(tafel)
    voor = (await tafel.laatste())["volgnummer"]
    with pytest.raises(Conflict):
        await _begint(tafel)
    assert (await tafel.laatste())["volgnummer"] == voor


async def test_in_een_gesloten_gesprek_staat_het_er_ook(tafel: Tafel) -> None:
    async with tafel.hub.database.schrijf() as session:
        (await session.get_one(Gesprek, tafel.gesprek_id)).status = GESLOTEN
    assert "Hulp bij het poetsen" in await _begint(tafel)
    assert "eigen woorden opgeschreven" in await _zegt(tafel, "die hulp past niet bij mij")


async def test_geen_vreemde_en_een_aanvraag_is_een_taak_in_eigen_woorden(tafel: Tafel) -> None:
    await _begint(tafel)
    gezegd = await _zegt(tafel, GEEN_VREEMDE)
    assert "Een aanvraag doen mag altijd" in gezegd
    assert "Anja Mulder leest ze" in gezegd
    assert "beslist een collega van Anja Mulder" in gezegd
    assert "binnen twee weken een besluit" in gezegd
    assert await _gezegd(tafel) == [("wil_aanvraag", GEEN_VREEMDE)]
    assert (await tafel.taken())[weigering.TAAK].gegevens["wens"] == "de inwoner wil een aanvraag doen"
    assert await _stand(tafel) == ALGEMEEN  # only people hand over
    assert not (await lees(tafel.hub, tafel.gesprek_id))["bezig"]


@pytest.mark.parametrize(
    ("tekst", "reden"),
    [
        ("ik wil geen vreemde in huis", "wil_niet"),
        ("Deze hulp past niet", "past_niet"),
        ("nee dat past niet", "past_niet"),
        ("liever niet", "wil_niet"),
        ("die hulp is te weinig", "niet_genoeg"),
        ("ik wil een pgb", "pgb"),
        ("Ik wil een aanvraag doen", "wil_aanvraag"),
    ],
)
async def test_een_nee_in_eigen_woorden_wordt_opgeschreven(tafel: Tafel, tekst: str, reden: str) -> None:
    await _begint(tafel)
    assert "eigen woorden opgeschreven" in await _zegt(tafel, tekst)
    assert await _gezegd(tafel) == [(reden, tekst)]
    assert weigering.TAAK in await tafel.taken()


async def test_ook_dagen_later_wordt_een_nee_gehoord(tafel: Tafel) -> None:
    await _begint(tafel)
    assert await _hoort_de_bot(tafel, "hoe laat komt Marja?")
    assert "eigen woorden opgeschreven" in await _zegt(tafel, "ik wil geen vreemde in huis")
    assert await _hoort_de_bot(tafel, "dat past niet")


@pytest.mark.parametrize(
    "tekst",
    ["past dinsdag niet", "ik wil de aanvraag van mijn paspoort", "misschien wil ik een aanvraag", "ik twijfel nog"],
)
async def test_wat_erop_lijkt_gaat_naar_de_bot(tafel: Tafel, tekst: str) -> None:
    await _begint(tafel)
    assert await _hoort_de_bot(tafel, tekst)
    assert await _gezegd(tafel) == []
    assert weigering.TAAK not in await tafel.taken()


@pytest.mark.parametrize("tekst", ["Deze hulp is goed", "prima", "fijn, dank u wel", "dank u"])
async def test_wie_het_goed_vindt_hoort_dat_nee_later_ook_mag(tafel: Tafel, tekst: str) -> None:
    await _begint(tafel)
    assert "Past het later toch niet?" in await _zegt(tafel, tekst)
    assert await _gezegd(tafel) == []
    assert await _hoort_de_bot(tafel, "ja")


async def test_een_kaal_ja_of_nee_wordt_een_keer_nagevraagd(tafel: Tafel) -> None:
    await _begint(tafel)
    assert "Past deze hulp bij u?" in await _zegt(tafel, "ja")
    assert "Fijn." in await _zegt(tafel, "ja")
    assert await _gezegd(tafel) == []


async def test_twee_keer_nee_is_een_nee(tafel: Tafel) -> None:
    await _begint(tafel)
    await _zegt(tafel, "nee")
    assert "eigen woorden opgeschreven" in await _zegt(tafel, "nee")
    assert await _gezegd(tafel) == [("past_niet", "nee")]


async def test_wie_meer_zegt_krijgt_een_taak_en_elk_woord_staat_er(tafel: Tafel) -> None:
    await _begint(tafel)
    await _zegt(tafel, "ik wil geen vreemde in huis")
    assert "Dat schrijf ik erbij" in await _zegt(tafel, "ik wil een aanvraag doen")
    assert [reden for reden, _ in await _gezegd(tafel)] == ["wil_aanvraag", "wil_niet"]


async def test_een_aanvraag_kan_ook_voor_er_hulp_is(tafel: Tafel) -> None:
    assert "Een aanvraag doen mag altijd" in await _zegt(tafel, "ik wil een aanvraag doen")
    assert await _stand(tafel) == GEVRAAGD
    assert await _gezegd(tafel) == [("wil_aanvraag", "ik wil een aanvraag doen")]
    await _begint(tafel)
    assert await _stand(tafel) == ALGEMEEN


async def test_zonder_hulp_is_er_niets_te_weigeren(tafel: Tafel) -> None:
    assert await _hoort_de_bot(tafel, "ik wil geen vreemde in huis")
    assert await _gezegd(tafel) == []


async def test_wie_vraagt_of_het_kan_kiest_zelf(tafel: Tafel) -> None:
    assert "Wilt u een aanvraag doen?" in await _zegt(tafel, "kan ik een aanvraag doen?")
    assert await _gezegd(tafel) == []
    assert "Er verandert niets" in await _zegt(tafel, "nee hoor")
    assert weigering.TAAK not in await tafel.taken()
    await _zegt(tafel, "mag ik ook een aanvraag doen")
    await _zegt(tafel, "ja graag")
    assert await _gezegd(tafel) == [("wil_aanvraag", "ja graag")]


async def test_een_andere_vraag_gaat_voor_een_nee_en_niet_voor_een_aanvraag(tafel: Tafel) -> None:
    await _begint(tafel)
    for _ in range(2):
        async with tafel.hub.database.schrijf() as session:
            gesprek, _intake = await vergrendel_intake(session, tafel.kenmerk)
            await vragen.stel(session, gesprek, "kan_dat", "1", "Kan het voorstel zo?", [], "anja")
    await stuur(tafel.hub, tafel.gesprek_id, "ik wil geen vreemde in huis")
    assert await _gezegd(tafel) == []
    async with tafel.hub.database.schrijf() as session:
        gesprek, _intake = await vergrendel_intake(session, tafel.kenmerk)
        await vragen.stel(session, gesprek, "kan_dat", "1", "Kan het voorstel zo?", [], "anja")
    await _zegt(tafel, GEEN_VREEMDE)
    assert [reden for reden, _ in await _gezegd(tafel)] == ["wil_aanvraag"]


async def test_de_overdracht_sluit_de_taak_en_de_vraag(tafel: Tafel) -> None:
    await maak_team(tafel.hub.database, "veld")
    await _begint(tafel)
    await _zegt(tafel, GEEN_VREEMDE)
    async with tafel.hub.database.schrijf() as session:
        gesprek, intake = await vergrendel_intake(session, tafel.kenmerk)
        await overdracht.draag_over(session, gesprek, intake, Opdracht("wil", "wil_aanvraag", "Zie de chat."), "anja")
    assert set(await tafel.taken()) == {overdracht.TAAK}
    assert await _stand(tafel) == OVERGEDRAGEN
    assert "beslist Wil." in await _zegt(tafel, "ik wil een aanvraag doen")
    assert await _hoort_de_bot(tafel, "ik wil geen vreemde in huis")


async def test_loopt_de_aanvraag_al_dan_hoort_de_inwoner_dat(tafel: Tafel) -> None:
    await _begint(tafel)
    await _zegt(tafel, GEEN_VREEMDE)
    async with tafel.hub.database.schrijf() as session:
        _, intake = await vergrendel_intake(session, tafel.kenmerk)
        await sporen.vraag_aan(session, intake, vandaag(), "anja")
    assert weigering.TAAK not in await tafel.taken()
    assert "Uw aanvraag is al binnen" in await _zegt(tafel, "ik wil een aanvraag doen")
    assert weigering.TAAK not in await tafel.taken()
    assert await _stand(tafel) == AANVRAAG


async def test_een_gesloten_dossier_hoort_de_bot(tafel: Tafel) -> None:
    await _begint(tafel)
    async with tafel.hub.database.schrijf() as session:
        _, intake = await vergrendel_intake(session, tafel.kenmerk)
        intake.status = AFGEROND
    assert await _hoort_de_bot(tafel, GEEN_VREEMDE)


async def test_voor_de_melding_is_ingediend_hoort_de_bot_het(tafel: Tafel) -> None:
    from tests.loket.hulp import begin

    gesprek_id = await begin(tafel.hub)
    await stuur(tafel.hub, gesprek_id, GEEN_VREEMDE)
    assert (await lees(tafel.hub, gesprek_id))["bezig"]


async def test_in_gevaar_gaat_dat_voor(tafel: Tafel) -> None:
    await _begint(tafel)
    await stuur(
        tafel.hub, tafel.gesprek_id, "ik wil niet meer leven en ik wil geen vreemde in huis, een aanvraag wil ik"
    )
    assert (await lees(tafel.hub, tafel.gesprek_id))["crisis"] == "suicide"
    assert await _gezegd(tafel) == []
