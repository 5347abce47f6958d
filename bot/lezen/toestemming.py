"""With whom a story may be shared. Only what is said plainly counts; who is not heard for sure is asked again (art. 4 onder 11 en art. 7 AVG)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.lezen.keuze import is_tegenvraag
from bot.lezen.streektaal import gewoon

_PARTIJEN = (
    (
        "wijkverpleging",
        r"w(?:ij|ie|ei|y)k ?[vf]e?r(?:pl|z|f)?\w*|wijkzuster|wvp|t(?:h?ui|huu|hoe)s ?zorg|buurtzorg|zuster|verpleging|verpleegkundige|wijk verpl\w*",
    ),
    (
        "huisarts",
        r"huisarts\w*|h(?:ui|uu|u|oe)[sz] ?a{1,2}[rts](?!po)\w{0,4}|(?:^|(?<=en )|(?<=de )|(?<=met ))ha(?= ?(?:$|\+|en |is |wel|mag))|husdokter|do[ck]t+[eo]r\w{0,2}|huisdo[ck]t[eo]r|arts|praktijkondersteuner",
    ),
    ("dorpscooperatie", r"dorps ?-?co\W?o?peratie\w*|co\W?o?peratie|dorp|dorpscorporatie|dorpsregisseur|vrijwilligers"),
    (
        "mantelzorger",
        r"mantelzorg\w*|mijn (?:dochter|zoon|man|vrouw|kinderen|partner|zus|broer|familie|moeder|vader|buurvrouw|buurman|vriendin|vriend)|familie|m'n (?:dochter|zoon|man|vrouw)|ikzelf|met mezelf|^(?:met )?mij$",
    ),
)
# Everybody, or all the others. "Allemaal" and "alles" count only when that is what is said.
_IEDEREEN = re.compile(
    r"\b(?:iedere+n?e?n?|elkeen|alleman|(?:de )?andere (?:drie|3) wel|de rest wel|alle ?(?:vier|4|partijen)|allen|met wie (?:u|je) wilt?|wie dan ook|(?:ze|die|jullie) mogen (?:het )?allemaal)\b"
    r"|^(?:ja,? |met |mag |mogen )*(?:ze )?(?:allemaal|alle(?:maal)? ?vier|alles|ieder)(?: (?:hoor|graag|goed|prima|mag|mogen|weten|inzien|van ze|maar))*$|\balles (?:mag|delen)\b|\bmag alles\b"
)
_NIEMAND = re.compile(
    r"\b(?:nieman[dt]?|(?:geen|gien|gin) mens|geen een|nergens|geen van alle\w*|niks delen|niet delen|nog niet|geen toestemming|niets delen|niet dat u deelt|onder ons|geen van (?:de|die)\b.*|prive|liever niet|gin een|gaat \w+ (?:\w+ )?(?:niks|niets|niet) aan)\b"
    r"|(?<!weet ik )(?<!weet het )\bniet[.! ]*$|^nee+\b|^neen\b|^niks\b|^nope\b|^geen\b|^niet\b|^nie\b"
)
_ONTKENNING = re.compile(
    r"\b(?:niet|nie|nooit|geen|niks|niets|noch|niemand|behalve|zonder|uitgezonderd|uitzondering|liever buiten|erbuiten|ruzie|kletst?|kletsen|roddel\w*|bemoei\w*)\b"
)
_WIL_NIET_DAT = re.compile(r"\b(?:wil|willen|hoeft?) (?:\w+ )?niet dat\b|\bgeen (?:van|enkele)\b")
# Turns of phrase in which "niet" or "ieder" says nothing of sharing.
_ZEGSWIJZE = re.compile(
    r"\b(?:in (?:ieder|elk) geval|maakt? (?:mij |me |ons )?(?:niet|niks) uit|geen (?:enkel )?(?:probleem|bezwaar|punt)|niet erg|niks op tegen)\b"
)
_GRENS = re.compile(r"[,.;!]|\bmaar\b|(?=\bbehalve\b|\bmet uitzondering\b|\buitgezonderd (?:de|het|mijn|m'n)\b)")
_WEL_OF_NIET = re.compile(r"(?<=\bwel) |(?<=\bniet) |(?<=\bnie) ")
_BEGINT_MET = re.compile(r"(?:alleen |dus )?(?:wel|niet)\b")


@dataclass
class _Gezegd:
    """Who may know, who may not; `iedereen`: all are named, True for yes; `onduidelijk`: a clause says both and who is meant is not plain."""

    wel: set[str] = field(default_factory=set)
    niet: set[str] = field(default_factory=set)
    iedereen: bool | None = None
    onduidelijk: bool = False


def toestemming(tekst: str) -> list[str] | None:
    """The parties with whom it may be shared, in catalogue order; [] for nobody; None when it names none (a bare "ja" names none)."""
    plat = _ZEGSWIJZE.sub(" ", gewoon(tekst)).strip()
    if is_tegenvraag(plat) or plat.endswith("?"):
        return None
    if _WIL_NIET_DAT.search(plat):
        return []
    gezegd = _lees(plat)
    if gezegd.onduidelijk:
        return None
    if gezegd.iedereen and (gezegd.niet or not gezegd.wel):
        return [sleutel for sleutel, _ in _PARTIJEN if sleutel not in gezegd.niet]
    if gezegd.wel:
        return [sleutel for sleutel, _ in _PARTIJEN if sleutel in gezegd.wel and sleutel not in gezegd.niet]
    niemand = gezegd.niet or gezegd.iedereen is False or _NIEMAND.search(plat) or andere_partij(tekst)
    return [] if niemand else None


def toestemming_erbij(tekst: str) -> tuple[set[str], set[str]]:
    """The parties that a change of mind names: who may know too, and who may not after all."""
    gezegd = _lees(_ZEGSWIJZE.sub(" ", gewoon(tekst)).strip())
    return (set(), set()) if gezegd.onduidelijk else (gezegd.wel, gezegd.niet)


_ANDERE = re.compile(
    r"\b(?:begeleid\w*|casemanager\w*|maatschappelijk werk\w*|school|juf|meester|logopedist\w*|fysio\w*|ergo\w*|wijkteam|buurtteam|psycholoog|psychiater|bewindvoerder|mentor|praktijkondersteuner|poh|advocaat|dominee|pastoor)\b"
)


def andere_partij(tekst: str) -> bool:
    """Whether somebody is named who is none of the parties that the loket shares with by itself."""
    plat = gewoon(tekst)
    return _ANDERE.search(plat) is not None and not _ONTKENNING.search(plat)


def _lees(plat: str) -> _Gezegd:
    """Clause by clause: "de huisarts wel, mijn dochter hoeft het niet te weten"."""
    gezegd = _Gezegd()
    for zinsdeel in (deel.strip() for deel in _GRENS.split(plat)):
        if not (re.search(r"\bwel\b", zinsdeel) and _ONTKENNING.search(zinsdeel)):
            _tel(gezegd, zinsdeel)
        elif _BEGINT_MET.match(zinsdeel):
            gezegd.onduidelijk = True
        else:
            for stuk in _WEL_OF_NIET.split(zinsdeel):
                _tel(gezegd, stuk)
    return gezegd


def _tel(gezegd: _Gezegd, zinsdeel: str) -> None:
    genoemd = {sleutel for sleutel, patroon in _PARTIJEN if re.search(rf"\b(?:{patroon})(?!\w)", zinsdeel)}
    geweigerd = _ONTKENNING.search(zinsdeel) is not None
    (gezegd.niet if geweigerd else gezegd.wel).update(genoemd)
    if _IEDEREEN.search(zinsdeel) and not re.search(r"\bweet (?:\w+ )?iedereen\b|\biedereen weet\b", zinsdeel):
        gezegd.iedereen = not geweigerd and gezegd.iedereen is not False
