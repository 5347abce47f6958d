"""Our own channel: one call is one turn, with an explicit outcome; the same turn asked again gives the same answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot import channel
from bot.channel import SLOTS, LoketKanaal, Uitvoer
from bot.opwarmen import BERICHTEN

GEHEIM = "zeer-geheim"
EINDE = {"einde": {"vraag": "naam", "naar": None, "reden": "", "wis": False}}
Beurtloop = Callable[[UserMessage], Awaitable[None]]


class NepAgent:
    """Its own processor: reads every message, then chooses one action, which is `beurt`; counts how often it was asked."""

    action_endpoint = nlg = None

    def __init__(self, beurt: Beurtloop) -> None:
        self.domain = Domain.from_dict({"slots": {s: {"type": "any", "mappings": [{"type": "custom"}]} for s in SLOTS}})
        self.tracker_store = FailSafeTrackerStore(InMemoryTrackerStore(self.domain))
        self.processor = self
        self.beurt, self.berichten, self.klaar = beurt, [], True
        self.gelezen: list[str] = []
        self.leest: Callable[[], Awaitable[Any]] = lambda: asyncio.sleep(0)
        self.slots: list[dict[str, Any]] = []
        self._acties: list[str] = []

    async def _handle_message_with_tracker(self, bericht: UserMessage, tracker: DialogueStateTracker) -> None:
        self.berichten.append(bericht)
        self.slots.append({naam: tracker.get_slot(naam) for naam in SLOTS})
        self._acties = ["action_antwoord"]

    def predict_next_with_tracker_if_should(self, tracker: DialogueStateTracker) -> tuple[Any, None]:
        naam = self._acties.pop() if self._acties else "action_listen"
        return SimpleNamespace(name=lambda: naam), None

    async def _run_action(self, actie: Any, tracker: DialogueStateTracker, uit: Any, *_: Any) -> None:
        await self.beurt(self.berichten[-1])

    def is_ready(self) -> bool:
        return self.klaar

    async def parse_message(self, message_data: str) -> dict[str, Any]:
        self.gelezen.append(message_data)
        await self.leest()
        return {}


async def zegt_iets(bericht: UserMessage) -> None:
    await bericht.output_channel.send_text_message(bericht.sender_id, "Wat is uw naam?")
    await bericht.output_channel.send_custom_json(bericht.sender_id, EINDE)


async def zegt_niets(bericht: UserMessage) -> None:
    await bericht.output_channel.send_custom_json(bericht.sender_id, EINDE)


async def zonder_einde(bericht: UserMessage) -> None:
    await bericht.output_channel.send_text_message(bericht.sender_id, "Wat is uw naam?")


async def valt_om(bericht: UserMessage) -> None:
    raise RuntimeError("mijn naam is Annie Vos")


def vraag(volgnummer: int = 3, **anders: Any) -> dict[str, Any]:
    inhoud = {
        "gesprek": "g1",
        "volgnummer": volgnummer,
        "tekst": "hallo",
        "vraag": "hulpvraag",
        "concept": None,
        "crisis": False,
        "kenmerk": None,
    }
    return inhoud | {"vorige": []} | anders


class Opstelling:
    """The routes of the channel, called with a request made by hand."""

    def __init__(self, beurt: Beurtloop = zegt_iets) -> None:
        self.agent = NepAgent(beurt)
        self.app = SimpleNamespace(ctx=SimpleNamespace(agent=self.agent))
        self.kanaal = LoketKanaal(GEHEIM)
        blauwdruk = self.kanaal.blueprint(lambda bericht: asyncio.sleep(0))
        self._routes = {route.uri: route.handler for route in blauwdruk._future_routes}

    async def roep(
        self, pad: str, inhoud: dict[str, Any] | None = None, geheim: str | None = GEHEIM
    ) -> tuple[int, bytes]:
        kop = {} if geheim is None else {"X-Loket-Geheim": geheim}
        antwoord = await self._routes[pad](SimpleNamespace(headers=kop, app=self.app, json=inhoud))
        return antwoord.status, antwoord.body

    async def beurt(self, **anders: Any) -> tuple[int, bytes]:
        return await self.roep("/beurt", vraag(**anders))

    @property
    def opslag(self) -> dict[str, Any]:
        store: dict[str, Any] = self.agent.tracker_store._tracker_store.store
        return store


async def test_een_beurt_geeft_wat_er_gezegd_is_met_de_vraag_erbij() -> None:
    status, antwoord = await Opstelling().beurt()
    assert status == 200
    assert b'"uitkomst":"gelukt"' in antwoord
    assert b'"vraag":"naam"' in antwoord


async def test_dezelfde_beurt_loopt_een_keer_en_geeft_hetzelfde_antwoord() -> None:
    o = Opstelling()
    assert await o.beurt() == await o.beurt()
    assert len(o.agent.berichten) == 1


async def test_dezelfde_beurt_tegelijk_gevraagd_loopt_ook_een_keer() -> None:
    o = Opstelling()
    antwoorden = await asyncio.gather(o.beurt(), o.beurt(), o.beurt())
    assert len(set(antwoorden)) == 1
    assert len(o.agent.berichten) == 1


async def test_een_volgend_bericht_is_een_nieuwe_beurt() -> None:
    o = Opstelling()
    await o.beurt(volgnummer=3)
    await o.beurt(volgnummer=5)
    assert len(o.agent.berichten) == 2


async def test_hetzelfde_nummer_in_een_ander_gesprek_is_een_andere_beurt() -> None:
    o = Opstelling()
    await o.beurt(gesprek="g1")
    await o.beurt(gesprek="g2")
    assert len(o.agent.berichten) == 2


async def test_een_mislukte_beurt_wordt_niet_onthouden() -> None:
    o = Opstelling(valt_om)
    assert (await o.beurt())[0] == 500
    o.agent.beurt = zegt_iets
    assert (await o.beurt())[0] == 200
    assert len(o.agent.berichten) == 2


@pytest.mark.parametrize(
    ("beurt", "reden"), [(zonder_einde, b"geen einde"), (zegt_niets, b"niets gezegd"), (valt_om, b"RuntimeError")]
)
async def test_een_beurt_zonder_goed_einde_is_mislukt(beurt: Beurtloop, reden: bytes) -> None:
    status, antwoord = await Opstelling(beurt).beurt()
    assert status == 500
    assert reden in antwoord


async def test_een_fout_verraadt_niet_wat_de_inwoner_zei(caplog: pytest.LogCaptureFixture) -> None:
    _, antwoord = await Opstelling(valt_om).beurt()
    assert b"Annie" not in antwoord
    assert "Annie" not in caplog.text


async def test_een_beurt_die_te_lang_duurt_is_mislukt(monkeypatch: pytest.MonkeyPatch) -> None:
    async def blijft_hangen(bericht: UserMessage) -> None:
        await asyncio.Event().wait()

    monkeypatch.setenv("LOKET_ANTWOORD_BINNEN", "0.01")
    assert (await Opstelling(blijft_hangen).beurt())[0] == 500


async def test_wie_ophangt_breekt_de_beurt_niet_af() -> None:
    begonnen, verder = asyncio.Event(), asyncio.Event()

    async def wacht(bericht: UserMessage) -> None:
        begonnen.set()
        await verder.wait()
        await zegt_iets(bericht)

    o = Opstelling(wacht)
    aanroep = asyncio.ensure_future(o.beurt())
    await begonnen.wait()
    aanroep.cancel()
    verder.set()
    assert (await o.beurt())[0] == 200
    assert len(o.agent.berichten) == 1


@pytest.mark.parametrize("geheim", [None, "", "fout", GEHEIM + "x"])
async def test_zonder_het_geheim_gebeurt_er_niets(geheim: str | None) -> None:
    o = Opstelling()
    status, _ = await o.roep("/beurt", vraag(), geheim)
    assert status == 401
    assert o.agent.berichten == []


@pytest.mark.parametrize("beurt", [zegt_iets, zonder_einde, valt_om])
async def test_na_een_beurt_blijft_er_niets_in_rasa_staan(beurt: Beurtloop) -> None:
    o = Opstelling(beurt)
    await o.beurt(concept={"antwoorden": {"naam": {"waarde": "Annie"}}, "uitspraken": [], "stand": {}})
    assert o.opslag == {}


async def test_de_beurt_begint_waar_het_loket_zegt_dat_hij_staat() -> None:
    o = Opstelling()
    concept = {"antwoorden": {}, "uitspraken": [], "stand": {"vraagt": "wissen"}}
    await o.beurt(vraag="postcode", concept=concept, volgnummer=9, crisis=True)
    begin = {"vraag": "postcode", "concept": concept, "volgnummer": 9, "crisis": True, "kenmerk": None}
    assert begin.items() <= o.agent.slots[0].items()


async def test_de_gestelde_vraag_gaat_mee_naar_de_herkenning() -> None:
    o = Opstelling()
    await o.beurt(vraag="postcode")
    assert o.agent.berichten[0].metadata["vraag"] == "postcode"


async def test_onthouden_uitkomsten_lopen_niet_vol(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "ONTHOUDEN", 2)
    o = Opstelling()
    for nummer in range(5):
        await o.beurt(volgnummer=nummer)
    assert len(o.kanaal._uitkomsten) == 2


async def test_zonder_model_is_het_kanaal_niet_gezond() -> None:
    o = Opstelling()
    o.agent.klaar = False
    assert (await o.roep("/gezond"))[0] == 503
    assert o.agent.gelezen == []


async def wordt_gezond(o: Opstelling) -> None:
    while (await o.roep("/gezond"))[0] != 200:  # noqa: ASYNC110 - the channel tells nobody
        await asyncio.sleep(0)


async def test_gezond_is_het_kanaal_als_er_een_keer_gelezen_is() -> None:
    o, mag_door = Opstelling(), asyncio.Event()
    o.agent.leest = mag_door.wait
    assert [(await o.roep("/gezond"))[0] for _ in range(3)] == [503] * 3
    mag_door.set()
    await asyncio.wait_for(wordt_gezond(o), 5)
    assert tuple(o.agent.gelezen) == BERICHTEN


async def test_ook_als_opwarmen_niet_lukt_komt_het_kanaal_op_gang() -> None:
    async def valt_om_bij_lezen() -> None:
        raise RuntimeError("mijn naam is Annie Vos")

    o = Opstelling()
    o.agent.leest = valt_om_bij_lezen
    await asyncio.wait_for(wordt_gezond(o), 5)


async def test_een_witregel_knipt_een_tekst_niet_in_tweeen() -> None:
    uit = Uitvoer()
    await uit.send_text_message("g1", "een\n\ntwee")
    assert [bericht["text"] for bericht in uit.messages] == ["een\n\ntwee"]


async def test_knoppen_worden_keuzes_met_label_en_waarde() -> None:
    async def met_knop(bericht: UserMessage) -> None:
        await bericht.output_channel.send_text_with_buttons(
            bericht.sender_id, "Wilt u dat?", [{"title": "Ja", "payload": "ja"}]
        )
        await bericht.output_channel.send_custom_json(bericht.sender_id, EINDE)

    _, antwoord = await Opstelling(met_knop).beurt()
    assert b'"keuzes":[{"label":"Ja","waarde":"ja"}]' in antwoord


async def test_wissen_komt_bij_het_loket_aan() -> None:
    async def wist(bericht: UserMessage) -> None:
        await bericht.output_channel.send_text_message(bericht.sender_id, "Alles is gewist.")
        einde = {"vraag": None, "naar": "gesloten", "reden": "gegevens_gewist", "wis": True}
        await bericht.output_channel.send_custom_json(bericht.sender_id, {"einde": einde})

    _, antwoord = await Opstelling(wist).beurt()
    assert b'"wis":true' in antwoord
    assert b'"naar":"gesloten"' in antwoord
