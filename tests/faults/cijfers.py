"""The figures of docs/storingen.md, printed by whoever runs the test with -s."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tests.e2e.hulp.loket import PROCESSEN
from tests.faults.controle_telegram import Uitslag
from tests.faults.doder import Dood
from tests.faults.stilte import BINNEN, Wachttijd
from tests.faults.straat import Straat


def vertel(doden: Sequence[Dood], straat: Straat, chats: int, tijden: Sequence[Wachttijd], telegram: Uitslag) -> None:
    print("\n" + "\n".join([_van_doden(doden), _van_straat(straat, tijden), _van_telegram(chats, telegram)]))
    if laat := [t for t in tijden if t.gezien > BINNEN]:
        print(f"LET OP: {len(laat)} keer langer dan {BINNEN:.0f} s zonder een woord, bijvoorbeeld {laat[:3]}")


def _van_doden(doden: Sequence[Dood]) -> str:
    weg = {naam: [d.weg for d in doden if d.slag.proces == naam] for naam in PROCESSEN}
    delen = [f"{naam} {len(tijden)} keer, langst weg {max(tijden, default=0):.1f} s" for naam, tijden in weg.items()]
    punten = Counter(d.slag.punt for d in doden if d.slag.punt)
    return f"{len(doden)} keer dood, waarvan {punten.total()} op {len(punten)} punten: {'; '.join(delen)}"


def _van_straat(straat: Straat, tijden: Sequence[Wachttijd]) -> str:
    woord, gezien, antwoord = (max(getattr(t, n) for t in tijden) for n in ("vastgelegd", "gezien", "antwoord"))
    levend = max(t.vastgelegd - t.zonder_loket for t in tijden)
    return (
        f"op de pagina: {len(straat.inwoners)} gesprekken, {straat.bevestigd} berichten bevestigd,"
        f" {sum(i.herhaald for i in straat.inwoners)} keer opnieuw gestuurd, {sum(t.eerlijk for t in tijden)} keer de"
        f" eerlijke zin; langst tot het eerste woord {woord:.1f} s (gezien {gezien:.1f} s, zonder de tijd dat het loket"
        f" dood was {levend:.1f} s), tot het antwoord {antwoord:.1f} s"
    )


def _van_telegram(chats: int, telegram: Uitslag) -> str:
    return f"op Telegram: {chats} gesprekken, {telegram.dubbel} keer dubbel bezorgd, langst {telegram.langst:.1f} s"
