"""The question in the chat, the answers, and taking it back at any moment; on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loket_backend.db import Database
from loket_backend.errors import Conflict
from loket_backend.gesprek import vragen
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.models import Bericht, Gesprek
from loket_backend.keukentafel.afspraakdossier import vergrendel_intake
from loket_backend.tweesporen import toestemming_chat, toestemmingen
from tests.loket.hulp import NepRasa, lees, maak_hub, stuur
from tests.loket.keukentafel.hulp import Tafel
from tests.loket.tweesporen.hulp import zeg


@pytest.fixture
def rasa() -> NepRasa:
    return NepRasa()


@pytest.fixture
async def tafel(database: Database, rasa: NepRasa) -> Tafel:
    hub = maak_hub(database, rasa)
    postvak = replace(hub.postvak, antwoorders=toestemming_chat.ANTWOORDERS, luisteraars=toestemming_chat.LUISTERAARS)
    return await Tafel.met_gemeente(Hub(database, postvak, hub.wekker, hub.werker, rasa))


async def _vraag(tafel: Tafel, partij: str = "wijkverpleging") -> None:
    async with tafel.hub.database.schrijf() as session:
        gesprek, intake = await vergrendel_intake(session, tafel.kenmerk)
        await toestemming_chat.vraag(session, gesprek, intake, partij, "anja")


async def _zegt(tafel: Tafel, tekst: str) -> str:
    """What the loket says last after this; the bot does not run."""
    await stuur(tafel.hub, tafel.gesprek_id, tekst)
    return str((await lees(tafel.hub, tafel.gesprek_id))["berichten"][-1]["tekst"])


async def _nu(tafel: Tafel) -> list[str]:
    async with tafel.hub.database.schrijf() as session:
        _, intake = await vergrendel_intake(session, tafel.kenmerk)
        return (await toestemmingen.lees(session, intake)).nu


async def _ging_naar_de_bot(tafel: Tafel) -> bool:
    return bool((await lees(tafel.hub, tafel.gesprek_id))["bezig"])


@pytest.mark.parametrize(
    "tekst", ["Ja, dat mag", "Ja, de wijkverpleegkundige mag meedenken", "ja hoor", "prima", "vind ik goed"]
)
async def test_een_ja_telt_meteen_en_de_medewerker_hoort_het(tafel: Tafel, tekst: str) -> None:
    await _vraag(tafel)
    assert "Ik schrijf op dat de wijkverpleegkundige mag meedenken" in await _zegt(tafel, tekst)
    assert await _nu(tafel) == ["wijkverpleging"]
    assert (await tafel.taken())["toestemming"].gegevens["wens"] == "ja: Wijkverpleging"
    knop = (await tafel.laatste())["keuzes"][0]
    assert knop["label"] == "Toestemming intrekken"
    assert "leest vanaf nu niets meer mee" in await _zegt(tafel, knop["waarde"])
    assert await _nu(tafel) == []


@pytest.mark.parametrize("tekst", ["Liever niet", "nee", "nee dank u", "dat wil ik niet"])
async def test_liever_niet_is_altijd_goed(tafel: Tafel, tekst: str) -> None:
    await _vraag(tafel)
    assert "Uw hulp gaat gewoon door" in await _zegt(tafel, tekst)
    assert await _nu(tafel) == []
    async with tafel.hub.database.lees() as session:
        assert await toestemming_chat.open_vragen(session, tafel.gesprek_id) == []


async def test_een_ja_met_een_maar_is_geen_ja(tafel: Tafel) -> None:
    await _vraag(tafel)
    assert "Anja Mulder" in await _zegt(tafel, "ja maar niet over mijn geld")
    assert await _nu(tafel) == []
    assert "voorwaarde" in (await tafel.taken())["toestemming"].gegevens["wens"]


async def test_wie_iets_vraagt_krijgt_uitleg_en_kan_daarna_ja_zeggen(tafel: Tafel) -> None:
    await _vraag(tafel)
    assert "denkt met ons mee" in await _zegt(tafel, "wat leest ze dan?")
    await _zegt(tafel, "ja")
    assert await _nu(tafel) == ["wijkverpleging"]


async def test_twee_vragen_worden_niet_verward(tafel: Tafel) -> None:
    await _vraag(tafel, "wijkverpleging")
    await _vraag(tafel, "huisarts")
    await _zegt(tafel, "Ja, de wijkverpleegkundige mag meedenken")
    assert await _nu(tafel) == ["wijkverpleging"]
    await _zegt(tafel, "Nee, de huisarts liever niet")
    assert await _nu(tafel) == ["wijkverpleging"]


async def test_een_kaal_ja_op_iets_anders_is_geen_toestemming(tafel: Tafel) -> None:
    await _vraag(tafel)
    async with tafel.hub.database.schrijf() as session:
        gesprek, _ = await vergrendel_intake(session, tafel.kenmerk)
        await vragen.stel(session, gesprek, "iets", "1", "Wilt u koffie?", [], "anja")
    await stuur(tafel.hub, tafel.gesprek_id, "ja")
    assert await _nu(tafel) == []
    assert await _ging_naar_de_bot(tafel)


async def test_een_ander_verhaal_gaat_naar_de_bot(tafel: Tafel) -> None:
    await _vraag(tafel)
    await stuur(tafel.hub, tafel.gesprek_id, "mijn knie doet zeer en ik kan niet meer goed traplopen de laatste tijd")
    assert await _ging_naar_de_bot(tafel)
    assert await _nu(tafel) == []


@pytest.mark.parametrize(
    "tekst", ["ik trek mijn toestemming in", "de huisarts mag het niet meer zien", "niemand mag nog meekijken"]
)
async def test_intrekken_kan_op_elk_moment_ook_wat_in_de_melding_stond(tafel: Tafel, tekst: str) -> None:
    ander = await Tafel.dek(tafel.hub, toestemming=["huisarts"])
    assert await _nu(ander) == ["huisarts"]
    assert "De huisarts leest vanaf nu niets meer mee" in await _zegt(ander, tekst)
    assert await _nu(ander) == []
    assert not await _ging_naar_de_bot(ander)
    assert (await ander.taken())["toestemming"].gegevens["wens"] == "ingetrokken: Huisarts"


async def test_alles_intrekken_noemt_wie_er_niet_meer_meeleest(tafel: Tafel) -> None:
    ander = await Tafel.dek(tafel.hub, toestemming=["huisarts", "mantelzorger"])
    assert "de huisarts en uw mantelzorger" in await _zegt(ander, "ik trek mijn toestemming in")
    assert await _nu(ander) == []


async def test_een_partij_intrekken_laat_de_andere_staan(tafel: Tafel) -> None:
    ander = await Tafel.dek(tafel.hub, toestemming=["huisarts", "wijkverpleging"])
    await _zegt(ander, "de wijkverpleging mag het niet meer zien")
    assert await _nu(ander) == ["huisarts"]


async def test_intrekken_gaat_voor_een_andere_open_vraag(tafel: Tafel) -> None:
    ander = await Tafel.dek(tafel.hub, toestemming=["huisarts"])
    await _vraag(ander, "wijkverpleging")
    await _zegt(ander, "ik trek mijn toestemming voor de huisarts in")
    assert await _nu(ander) == []
    async with tafel.hub.database.lees() as session:
        assert await toestemming_chat.open_vragen(session, ander.gesprek_id) == ["wijkverpleging"]


async def test_wie_vraagt_of_intrekken_kan_krijgt_knoppen(tafel: Tafel) -> None:
    ander = await Tafel.dek(tafel.hub, toestemming=["huisarts", "mantelzorger"])
    assert "kan altijd" in await _zegt(ander, "kan ik mijn toestemming intrekken?")
    assert await _nu(ander) == ["huisarts", "mantelzorger"]
    knoppen = (await ander.laatste())["keuzes"]
    assert [k["label"] for k in knoppen] == ["Niet meer voor de huisarts", "Niet meer voor uw mantelzorger"]
    await _zegt(ander, knoppen[0]["waarde"])
    assert await _nu(ander) == ["mantelzorger"]


async def test_wie_niets_gaf_hoort_dat_niemand_meeleest(tafel: Tafel) -> None:
    assert "niemand van buiten het loket" in await _zegt(tafel, "ik trek mijn toestemming in")


async def test_wie_toch_weer_ja_zegt_wordt_het_eerst_gevraagd(tafel: Tafel) -> None:
    ander = await Tafel.dek(tafel.hub, toestemming=["huisarts"])
    await _zegt(ander, "de huisarts mag niets meer weten")
    assert "Mag de huisarts weer meedenken" in await _zegt(ander, "de huisarts mag toch weer meekijken")
    assert await _nu(ander) == []
    await _zegt(ander, "ja")
    assert await _nu(ander) == ["huisarts"]


async def test_voor_de_melding_is_ingediend_hoort_de_bot_het(tafel: Tafel, rasa: NepRasa) -> None:
    from tests.loket.hulp import begin

    gesprek_id = await begin(tafel.hub)
    await stuur(tafel.hub, gesprek_id, "de huisarts mag het niet zien")
    assert (await lees(tafel.hub, gesprek_id))["bezig"]


async def test_in_gevaar_gaat_dat_voor(tafel: Tafel) -> None:
    ander = await Tafel.dek(tafel.hub, toestemming=["huisarts"])
    await stuur(tafel.hub, ander.gesprek_id, "ik wil niet meer leven en de huisarts mag het niet meer weten")
    assert await _nu(ander) == ["huisarts"]
    assert (await lees(tafel.hub, ander.gesprek_id))["crisis"] == "suicide"


async def test_wat_al_mag_wordt_niet_nog_eens_gevraagd(tafel: Tafel) -> None:
    await zeg(tafel.hub.database, tafel.kenmerk, "wijkverpleging", geeft=True)
    with pytest.raises(Conflict):
        await _vraag(tafel)
    async with tafel.hub.database.lees() as session:
        assert await session.get(Gesprek, tafel.gesprek_id) is not None
        assert await session.get(Bericht, (tafel.gesprek_id, 99)) is None
