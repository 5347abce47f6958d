"""Five people who are not like each other make, move and keep an appointment. Each line: what they type, and words of what they then read."""

from __future__ import annotations

import pytest

from tests.loket.keukentafel.hulp import Tafel

BOT = "Gehoord"
VERHALEN = {
    "82 jaar, met één vinger": (
        [
            ("dinsdga", "Dat is afgesproken. Dinsdag 1 december"),
            ("ho elaat komt u", BOT),
            ("hoe laat komt u", "dinsdag 1 december om 10 uur"),
            ("kan nie", "ander moment of wilt u afzeggen"),
            ("ander moment", "Wanneer komt het u wel uit?"),
            ("smiddags", "nieuwe momenten"),
        ],
        "verzet",
    ),
    "leest moeilijk": (
        [
            ("wat", BOT),
            ("2", "Woensdag 2 december om 14.30 uur"),
            ("wanneer ook alweer", "woensdag 2 december"),
            ("ok", BOT),
        ],
        "gepland",
    ),
    "een boze zoon": (
        [
            ("Mijn moeder wacht al zes weken en nu moet ze KIEZEN? Belachelijk.", BOT),
            ("Dinsdag kan ze niet, dan heeft ze de specialist. Woensdag ook niet.", "welk moment u bedoelt"),
            ("vrijdag dan, en wel op tijd graag!!", "Vrijdag 4 december om 9 uur"),
            ("en als u niet komt dien ik een klacht in", BOT),
            ("Wie komt er eigenlijk?", BOT),
        ],
        "gepland",
    ),
    "typt alleen ja": (
        [
            ("ja", "welk moment u bedoelt"),
            ("ja", "door aan Anja Mulder"),
            ("ja", BOT),
            ("ja", BOT),
        ],
        "voorgesteld",
    ),
    "bedenkt zich twee keer": (
        [
            ("doe maar de tweede", "Woensdag 2 december"),
            ("o nee toch liever een andere dag", "Wilt u een ander moment?"),
            ("nee toch maar niet", "dan blijft het zo"),
            ("ik wil toch afzeggen", "Wilt u die afzeggen?"),
            ("nee", "dan blijft het zo"),
            ("woensdag kan ik echt niet", "ander moment of wilt u afzeggen"),
            ("ander moment graag", "Wanneer komt het u wel uit?"),
        ],
        "verzet",
    ),
}


@pytest.mark.parametrize("wie", VERHALEN)
async def test_ieder_komt_verder_op_de_eigen_manier(tafel: Tafel, wie: str) -> None:
    regels, stand = VERHALEN[wie]
    await tafel.stel_voor()
    gelezen = [(zegt, await tafel.zegt(zegt)) for zegt, _ in regels]
    mis = [(zegt, tekst) for (zegt, tekst), (_, verwacht) in zip(gelezen, regels, strict=True) if verwacht not in tekst]
    assert mis == []
    assert (await tafel.afspraak()).stand == stand
