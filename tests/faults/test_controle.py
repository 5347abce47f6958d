"""The comparison itself: every way in which the loket can differ from the ledger has a name."""

from __future__ import annotations

import asyncio
import random
import time
from types import SimpleNamespace
from typing import Any, cast

import pytest

from loket_backend.gesprek.models import BOT_AFZENDER, INWONER, SYSTEEM, Bericht
from tests.e2e.hulp.inwoner import Inwoner, Regel
from tests.faults import controle_console, controle_telegram
from tests.faults.cijfers import vertel
from tests.faults.controle import (
    DUBBEL,
    STIL,
    VERLOREN,
    VOLGORDE,
    Verschil,
    ieder_bericht_is_een_keer_en_op_volgorde_beantwoord,
    wat_bevestigd_is_staat_er_een_keer,
)
from tests.faults.doder import Dood, Slag
from tests.faults.stilte import Wachttijd, niemand_in_stilte, wachttijden
from tests.faults.straat import Straat
from tests.faults.telegramstraat import Postbode, Telegrambewoner
from tests.telegram.nep_api import Verstuurd

NU = 1_800_000_000.0


def _inwoner(*regels: Regel) -> Inwoner:
    gesprek = SimpleNamespace(id="g", stand={"kenmerk": "K"}, verslag=lambda: "")
    return Inwoner(cast(Any, gesprek), random.Random(1), asyncio.Event(), list(regels))


def _bewaard(*woorden: tuple[int, str]) -> list[dict[str, Any]]:
    return [{"volgnummer": nummer, "tekst": tekst, "afzender": "inwoner"} for nummer, tekst in woorden]


EEN, TWEE = Regel("a", "een", 2, NU), Regel("b", "twee", 4, NU)


@pytest.mark.parametrize(
    ("regels", "bewaard", "soorten"),
    [
        ((EEN, TWEE), [(2, "een"), (4, "twee")], []),
        ((EEN, TWEE), [(2, "een")], [VERLOREN]),
        ((EEN, TWEE), [(2, "een"), (3, "een"), (4, "twee")], [DUBBEL]),
        ((EEN, TWEE), [(2, "twee"), (4, "een")], [VOLGORDE]),
        ((EEN, TWEE), [(2, "een"), (2, "twee")], [VOLGORDE, VOLGORDE]),
        ((Regel("a", "een", 2, NU, nogmaals=(202, 3)),), [(2, "een")], [DUBBEL]),
        ((Regel("a", "een", 2, NU, nogmaals=(200, 2)),), [(2, "een")], []),
    ],
)
def test_elk_verschil_met_het_grootboek_heeft_een_naam(
    regels: tuple[Regel, ...], bewaard: list[tuple[int, str]], soorten: list[str]
) -> None:
    gevonden = wat_bevestigd_is_staat_er_een_keer(_inwoner(*regels), _bewaard(*bewaard))
    assert [v.soort for v in gevonden] == soorten


@pytest.mark.parametrize(
    ("antwoorden", "soorten"),
    [
        ([(2, "kan"), (4, "wil")], []),
        ([(2, "kan")], [STIL]),
        ([(4, "wil"), (2, "kan")], [VOLGORDE]),
        ([(2, "kan"), (2, "kan"), (4, "wil")], [DUBBEL]),
    ],
)
def test_elk_bericht_wil_een_antwoord(antwoorden: list[tuple[int, str]], soorten: list[str]) -> None:
    inwoner = _inwoner(EEN, TWEE)
    gevonden = ieder_bericht_is_een_keer_en_op_volgorde_beantwoord(inwoner, lambda *_, **__: list(antwoorden))
    assert [v.soort for v in gevonden] == soorten


def _wachttijd(eerst: float, bot: float, weg: list[tuple[float, float]]) -> Wachttijd:
    inwoner = _inwoner(EEN)
    inwoner.gezien_op[3] = NU + eerst + 1
    rijen = [(2, 3, "systeem" if eerst < bot else "bot", _klok(eerst)), (2, 5, "bot", _klok(bot))]
    return wachttijden([inwoner], lambda *_, **__: rijen, weg)[0]


def _klok(na: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(NU + na))


def test_de_wachttijd_telt_van_de_bevestiging_tot_het_eerste_woord() -> None:
    tijd = _wachttijd(8, 40, [(NU + 2, NU + 5), (NU + 30, NU + 35)])
    assert (tijd.vastgelegd, tijd.gezien, tijd.antwoord, tijd.eerlijk, tijd.zonder_loket) == (8, 9, 40, True, 3)
    niemand_in_stilte([tijd])


@pytest.mark.parametrize("tijden", [(11, 40), (11, 11)])
def test_wie_langer_dan_tien_seconden_niets_hoort_zit_in_stilte(tijden: tuple[float, float]) -> None:
    with pytest.raises(AssertionError, match="stil"):
        niemand_in_stilte([_wachttijd(*tijden, [])])
    niemand_in_stilte([_wachttijd(*tijden, [(NU + 1, NU + 3)])], factor=1 if tijden[1] == 11 else 4)


def _telegram(bezorgd: list[tuple[str, float]], doden: list[float]) -> controle_telegram.Uitslag:
    post, bewoner = Postbode(), Telegrambewoner(Postbode(), 7, random.Random(1), [(1, "een")])
    post.bevestigd_op[1] = NU
    for tekst, op in bezorgd:
        post.ontvangen.append(Verstuurd(7, 1, tekst, []))
        post.genomen_op.append(NU + op)
    berichten = [_bericht(1, INWONER, "een"), _bericht(2, SYSTEEM, "momentje", 1), _bericht(3, BOT_AFZENDER, "dag", 1)]
    uitslag = controle_telegram.Uitslag()
    controle_telegram._van_loket(uitslag, bewoner, post, berichten, [NU + dood for dood in doden])
    return uitslag


def _bericht(nummer: int, wie: str, tekst: str, op: int | None = None) -> Bericht:
    return Bericht(volgnummer=nummer, afzender=wie, tekst=tekst, antwoord_op=op, onderdrukt=False)


def test_telegram_krijgt_alles_een_keer_op_volgorde() -> None:
    uitslag = _telegram([("uitleg", 1), ("momentje", 2), ("dag", 3)], [])
    assert (uitslag.verschillen, uitslag.dubbel, uitslag.langst) == ([], 0, 2)


def test_telegram_mag_iets_twee_keer_krijgen_als_het_loket_ertussen_stierf() -> None:
    uitslag = _telegram([("momentje", 2), ("momentje", 4), ("dag", 5)], [3])
    assert (uitslag.verschillen, uitslag.dubbel) == ([], 1)


@pytest.mark.parametrize(
    ("bezorgd", "soort"),
    [
        ([("momentje", 2), ("momentje", 4), ("dag", 5)], DUBBEL),
        ([("momentje", 2), ("dag", 4), ("momentje", 5)], DUBBEL),
        ([("momentje", 2)], VERLOREN),
        ([], VERLOREN),
    ],
)
def test_wat_op_telegram_dubbel_of_niet_komt_heeft_een_naam(bezorgd: list[tuple[str, float]], soort: str) -> None:
    assert soort in {v.soort for v in _telegram(bezorgd, []).verschillen}


def test_de_console_toont_wat_bevestigd_is() -> None:
    inwoner = _inwoner(EEN, TWEE)

    def op(pagina: list[tuple[int, str]]) -> list[Verschil]:
        return list(controle_console._vergelijk(inwoner, pagina))

    assert op([(2, "een"), (4, "twee")]) == []
    assert [v.soort for v in op([(2, "een")])] == [VERLOREN]
    assert [v.soort for v in op([(2, "een"), (3, "een"), (4, "twee")])] == [DUBBEL]
    assert [v.soort for v in op([(4, "twee"), (2, "een")])] == [VOLGORDE]


def test_de_cijfers_noemen_elke_dood_en_de_langste_stilte(capsys: pytest.CaptureFixture[str]) -> None:
    inwoner = _inwoner(EEN)
    straat = Straat("", cast(Any, None), inwoners=[inwoner])
    doden = [Dood(Slag("loket", "postvak_na_commit"), NU, NU + 4), Dood(Slag("rasa"), NU, NU + 6.4)]
    vertel(doden, straat, 2, [_wachttijd(8, 40, [(NU, NU + 3)])], controle_telegram.Uitslag(dubbel=1))
    gezegd = capsys.readouterr().out
    assert "2 keer dood, waarvan 1 op 1 punten: loket 1 keer, langst weg 4.0 s" in gezegd
    assert (
        "eerste woord 8.0 s (gezien 9.0 s, zonder de tijd dat het loket dood was 5.0 s), tot het antwoord 40.0"
        in gezegd
    )
    assert "1 keer dubbel bezorgd" in gezegd
    assert "LET OP" not in gezegd
