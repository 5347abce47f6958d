"""The tracks, toestemming and buurtteams in the console: what is kept, what is refused, what the audit trail holds."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loket_backend.db import Database
from loket_backend.gesprek import berichten
from loket_backend.gesprek.models import Bericht
from loket_backend.intake.models import Intake
from loket_backend.keukentafel.afspraakdossier import vergrendel_intake
from loket_backend.tijd import vandaag
from loket_backend.toegang import wachtwoorden
from loket_backend.toewijzing.models import Medewerker
from loket_backend.tweesporen import overdracht, sporen, toestemmingen, weigering_chat
from loket_backend.tweesporen.spoormodels import ALGEMEEN, OVERGEDRAGEN
from tests.loket.tweesporen.hulp import maak_team

from .conftest import WACHTWOORD, MeldAan, nieuwe_intake
from .dossier import daden, intake, kaal, los, stuur

POETSEN = {"wat": "Hulp bij het poetsen", "wie": "Marja", "vanaf": vandaag().isoformat()}


@pytest.fixture
async def kenmerk(database: Database, mensen: None) -> str:
    """A dossier of Anja's in Noord; the team of Noord has Wil as Wmo-consulent, who works in no wijk herself."""
    gemaakt = await nieuwe_intake(database, van="anja")
    await maak_team(database)
    hash = await wachtwoorden.versleutel(WACHTWOORD)
    async with database.schrijf() as session:
        (await session.get_one(Medewerker, "wil")).wachtwoord = hash
    return gemaakt


async def _stand(database: Database, kenmerk: str) -> str | None:
    async with database.lees() as session:
        return await sporen.stand(session, await session.get_one(Intake, kenmerk))


async def test_de_hele_weg_van_hulp_voor_iedereen_tot_bezwaar(als: MeldAan, kenmerk: str, database: Database) -> None:
    anja, basis = await als("anja"), f"/console/intakes/{kenmerk}"
    pagina = f"{basis}/sporen"
    assert (await stuur(anja, pagina, f"{basis}/sporen/begin", **POETSEN)).status == 303
    assert await _stand(database, kenmerk) == ALGEMEEN
    velden = {"naar": "wil", "reden": "wil_niet", "toelichting": "wil liever eigen hulp", "mee": "verslag"}
    assert (await stuur(anja, pagina, f"{basis}/sporen/overdracht", **velden)).status == 303
    assert await _stand(database, kenmerk) == OVERGEDRAGEN
    assert (await intake(database, kenmerk)).medewerker_id == "anja"
    dag = vandaag().isoformat()
    assert (await stuur(anja, pagina, f"{basis}/sporen/aanvraag", dag=dag)).status == 303
    lees = kaal(await (await anja.get(pagina)).text())
    assert "nog 14 dagen" in lees
    besluit = {"dag": dag, "uitkomst": "toegekend", "vorm": "pgb", "eigen_bijdrage": "ja"}
    assert (await stuur(anja, pagina, f"{basis}/sporen/beschikking", **besluit)).status == 303
    bezwaar = {"soort": "bezwaar", "ontvangen_op": dag, "toelichting": "te weinig"}
    assert (await stuur(anja, pagina, f"{basis}/sporen/bezwaren", **bezwaar)).status == 303
    afloop = {"afloop": "ongegrond", "klaar_op": dag}
    assert (await stuur(anja, pagina, f"{basis}/sporen/bezwaren/1/afloop", **afloop)).status == 303
    lees = kaal(await (await anja.get(pagina)).text())
    for zin in ("buiten het budget van de wijk", "eigen bijdrage: ja", "Ongegrond", "Anja aan Wil", "te weinig"):
        assert zin in lees, zin
    assert [wat for wie, wat in await daden(database) if wie == "anja" and "gelezen" not in wat] == [
        "spoor: hulp voor iedereen",
        "overgedragen aan Wmo-consulent",
        "aanvraag vastgelegd",
        "beschikking genoteerd",
        "bezwaar genoteerd",
        "afloop van bezwaar genoteerd",
    ]


async def test_de_consulent_ziet_het_dossier_zolang_die_het_heeft(
    als: MeldAan, kenmerk: str, database: Database
) -> None:
    wil, anja, basis = await als("wil"), await als("anja"), f"/console/intakes/{kenmerk}"
    assert (await wil.get(basis)).status == 404
    velden = {"naar": "wil", "reden": "past_niet", "toelichting": "past niet"}
    await stuur(anja, f"{basis}/sporen", f"{basis}/sporen/overdracht", **velden)
    assert (await wil.get(basis)).status == 200
    assert "Overgedragen aan de Wmo-consulent" in kaal(await (await wil.get("/console/taken")).text())
    assert ("wil", "overgedragen als Wmo-consulent") in await _gronden(database)
    await stuur(anja, f"{basis}/sporen", f"{basis}/sporen/terug", reden="toch niet nodig")
    assert (await wil.get(basis)).status == 404


async def _gronden(database: Database) -> set[tuple[str, str]]:
    from sqlalchemy import select

    from loket_backend.toegang.models import Auditregel

    async with database.lees() as session:
        return {(r.wie, r.grond) for r in await session.scalars(select(Auditregel))}


async def test_een_fout_formulier_komt_terug_zoals_het_was(als: MeldAan, kenmerk: str, database: Database) -> None:
    anja, basis = await als("anja"), f"/console/intakes/{kenmerk}"
    antwoord = await los(anja, f"{basis}/sporen/overdracht", naar="bilal", toelichting="mijn <b>woorden</b>")
    tekst = await antwoord.text()
    assert antwoord.status == 400
    assert "mijn &lt;b&gt;woorden&lt;/b&gt;" in tekst
    for zin in ("Kies de Wmo-consulent die het overneemt.", "Kies waarom u het overdraagt."):
        assert kaal(tekst).count(zin) == 2  # on top, and at the field
    assert await _stand(database, kenmerk) is None
    async with database.lees() as session:
        assert await overdracht.overdrachten(session, kenmerk) == []


async def test_zonder_te_zeggen_welke_hulp_begint_er_niets(als: MeldAan, kenmerk: str, database: Database) -> None:
    anja, basis = await als("anja"), f"/console/intakes/{kenmerk}"
    antwoord = await los(anja, f"{basis}/sporen/begin", wie="Marja van de Wmo", vanaf="morgen")
    tekst = kaal(await antwoord.text())
    assert antwoord.status == 400
    for zin in ("Schrijf op welke hulp begint.", "Laat dit weg: Wmo.", "Kies de dag waarop de hulp begint."):
        assert tekst.count(zin) == 2, zin
    assert await _stand(database, kenmerk) is None


async def test_wat_de_inwoner_in_de_chat_zei_staat_klaar_om_over_te_dragen(
    als: MeldAan, kenmerk: str, database: Database
) -> None:
    anja, basis = await als("anja"), f"/console/intakes/{kenmerk}"
    await stuur(anja, f"{basis}/sporen", f"{basis}/sporen/begin", **POETSEN)
    async with database.schrijf() as session:
        gesprek, dossier = await vergrendel_intake(session, kenmerk)
        zei = berichten.schrijf(session, gesprek, "inwoner", "ik wil geen vreemde in huis <b>nooit</b>")
        assert await weigering_chat.hoor_weigering(session, gesprek, zei)
        assert dossier.medewerker_id == "anja"
    taken = kaal(await (await anja.get("/console/taken")).text())
    assert "Draag over aan de Wmo-consulent" in taken
    assert "de inwoner wil de hulp voor iedereen niet" in taken
    assert "In de chat: de inwoner wil de hulp voor iedereen niet" in kaal(await (await anja.get(basis)).text())
    pagina = await (await anja.get(f"{basis}/sporen")).text()
    assert '<option value="wil_niet" selected>' in pagina
    assert "“ik wil geen vreemde in huis &lt;b&gt;nooit&lt;/b&gt;”" in pagina
    assert 'value="wensen" checked' in pagina
    velden = {"naar": "wil", "reden": "wil_niet", "toelichting": "zie hierboven", "mee": "wensen"}
    assert (await stuur(anja, f"{basis}/sporen", f"{basis}/sporen/overdracht", **velden)).status == 303
    assert (
        "Draag over aan de Wmo-consulent" not in kaal(await (await anja.get("/console/taken")).text()).split("Kort")[0]
    )
    assert " selected>De inwoner wil" not in await (await anja.get(f"{basis}/sporen")).text()


async def test_een_aanvraag_bij_de_termijnen_zet_ook_het_spoor(als: MeldAan, kenmerk: str, database: Database) -> None:
    anja, basis = await als("anja"), f"/console/intakes/{kenmerk}"
    await stuur(anja, f"{basis}/sporen", f"{basis}/sporen/begin", **POETSEN)
    await stuur(anja, f"{basis}/termijnen", f"{basis}/aanvraag", dag=vandaag().isoformat())
    assert await _stand(database, kenmerk) == "aanvraag"
    await stuur(anja, f"{basis}/termijnen", f"{basis}/besluit", dag=vandaag().isoformat())
    assert await _stand(database, kenmerk) == "besloten"
    toekomst = (vandaag() + timedelta(days=3)).isoformat()
    antwoord = await los(anja, f"{basis}/sporen/beschikking", dag=toekomst, uitkomst="toegekend", vorm="natura")
    assert antwoord.status == 400


async def test_de_medewerker_vraagt_toestemming_in_de_chat(als: MeldAan, kenmerk: str, database: Database) -> None:
    anja, basis = await als("anja"), f"/console/intakes/{kenmerk}/toestemmingen"
    assert (await los(anja, f"{basis}/vraag", partij="wijkverpleging")).status == 303
    gesprek_id = (await intake(database, kenmerk)).gesprek_id
    async with database.lees() as session:
        bericht = await session.get_one(Bericht, (gesprek_id, 2))
    assert bericht.medewerker_id == "anja"
    assert "Mag de wijkverpleegkundige meedenken" in bericht.tekst
    assert [k["label"] for k in bericht.keuzes] == ["Ja, dat mag", "Liever niet"]
    assert "Gevraagd in de chat, nog geen antwoord" in kaal(await (await anja.get(basis)).text())
    assert ("anja", "toestemming gevraagd") in await daden(database)


async def test_wat_op_papier_stond_wordt_genoteerd_en_is_weer_in_te_trekken(
    als: MeldAan, kenmerk: str, database: Database
) -> None:
    anja, basis = await als("anja"), f"/console/intakes/{kenmerk}/toestemmingen"
    ja = {"partij": "huisarts", "geeft": "ja", "via": "papier", "toelichting": "formulier in de map"}
    assert (await stuur(anja, basis, basis, **ja)).status == 303
    lees = kaal(await (await anja.get(f"/console/intakes/{kenmerk}")).text())
    assert "Wie mag meedenken Huisarts" in lees
    assert (await stuur(anja, basis, basis, **{**ja, "geeft": "nee", "via": "telefoon"})).status == 303
    lees = kaal(await (await anja.get(basis)).text())
    assert "Ingetrokken, door de telefoon" in lees
    assert "Ja, op papier" in lees
    async with database.lees() as session:
        assert (await toestemmingen.lees(session, await session.get_one(Intake, kenmerk))).nu == []
    assert (await los(anja, basis, partij="huisarts", geeft="misschien", via="chat")).status == 400


async def test_een_collega_elders_ziet_en_verandert_niets(als: MeldAan, kenmerk: str, database: Database) -> None:
    corrie, basis = await als("corrie"), f"/console/intakes/{kenmerk}"
    for pad in ("sporen", "toestemmingen", "casusoverleg"):
        assert (await corrie.get(f"{basis}/{pad}")).status == 404
    assert (await los(corrie, f"{basis}/sporen/begin", **POETSEN)).status == 404
    assert (await los(corrie, f"{basis}/toestemmingen", partij="huisarts", geeft="ja", via="papier")).status == 404
    assert await _stand(database, kenmerk) is None


async def test_het_beheer_maakt_een_team_en_zet_er_mensen_in(als: MeldAan, database: Database) -> None:
    ben = await als("ben")
    lijst = "/console/beheer/buurtteams"
    assert (await stuur(ben, lijst, lijst, naam="Team Zuid", wijken="zuid")).headers["Location"] == f"{lijst}/team-zuid"
    team = f"{lijst}/team-zuid"
    lid = {"medewerker": "corrie", "discipline": "wmo_consulent", "partij": ""}
    assert (await stuur(ben, team, f"{team}/leden", **lid)).status == 303
    assert "Corrie" in kaal(await (await ben.get(team)).text())
    assert (await stuur(ben, team, f"{team}/leden", **lid)).status == 409
    fout = await stuur(ben, team, f"{team}/leden", medewerker="ben", discipline="x")
    assert fout.status == 400
    assert "Kies een discipline." in await fout.text()
    assert (await stuur(ben, team, f"{team}/leden/1/einde")).status == 303
    assert "Er zit nog niemand in dit team." in kaal(await (await ben.get(team)).text())
    assert (
        await stuur(ben, team, team, naam="Team Zuid en Noord", wijken=["zuid", "noord"], actief="ja")
    ).status == 303
    assert "Team Zuid en Noord" in kaal(await (await ben.get(lijst)).text())
    assert (await los(ben, team, naam="Ander", wijken="zuid", versie="0")).status == 409


async def test_een_wijk_met_een_team_kan_niet_weg(als: MeldAan, database: Database, mensen: None) -> None:
    await maak_team(database, "zuid")
    lees = kaal(await (await (await als("ben")).get("/console/beheer/wijken/zuid")).text())
    assert "buurtteams: 1" in lees
