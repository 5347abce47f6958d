"""The roads of a bijdrage, of a koppeling, and of each side in it, as tables. What is not in a table is not allowed."""

from __future__ import annotations

from collections.abc import Mapping

from loket_backend.errors import Conflict

# A bijdrage.
B_VOORGESTELD, GEVRAAGD, BESCHIKBAAR, GEPAUZEERD = "voorgesteld", "gevraagd", "beschikbaar", "gepauzeerd"
INGETROKKEN, GEWEIGERD = "ingetrokken", "geweigerd"
BIJDRAGESTANDEN = (B_VOORGESTELD, GEVRAAGD, BESCHIKBAAR, GEPAUZEERD, INGETROKKEN, GEWEIGERD)
MAAK, VRAAG, STEM_TOE, WEIGER, STEL_UIT = "maak", "vraag", "stem_toe", "weiger", "stel_uit"
PAUZEER, HERVAT, TREK_IN, WIJZIG = "pauzeer", "hervat", "trek_in", "wijzig"

# Who hesitates is back where nothing was asked. Who refused or withdrew is not asked again, but may come back to it of themselves.
# Other words than the resident agreed to ask a new consent (WIJZIG).
BIJDRAGE_MAG: Mapping[tuple[str, str], str] = {
    (B_VOORGESTELD, VRAAG): GEVRAAGD,
    (B_VOORGESTELD, STEM_TOE): BESCHIKBAAR,
    (B_VOORGESTELD, WEIGER): GEWEIGERD,
    (B_VOORGESTELD, WIJZIG): B_VOORGESTELD,
    (GEVRAAGD, VRAAG): GEVRAAGD,
    (GEVRAAGD, STEM_TOE): BESCHIKBAAR,
    (GEVRAAGD, WEIGER): GEWEIGERD,
    (GEVRAAGD, STEL_UIT): B_VOORGESTELD,
    (GEVRAAGD, WIJZIG): B_VOORGESTELD,
    (BESCHIKBAAR, PAUZEER): GEPAUZEERD,
    (BESCHIKBAAR, TREK_IN): INGETROKKEN,
    (BESCHIKBAAR, WIJZIG): B_VOORGESTELD,
    (GEPAUZEERD, HERVAT): BESCHIKBAAR,
    (GEPAUZEERD, TREK_IN): INGETROKKEN,
    (GEPAUZEERD, WIJZIG): B_VOORGESTELD,
    (GEWEIGERD, STEM_TOE): BESCHIKBAAR,
    (INGETROKKEN, STEM_TOE): BESCHIKBAAR,
}

# One side of a koppeling.
BIEDER, VRAGER = "bieder", "vrager"
KANTEN = (BIEDER, VRAGER)
NIET_GEVRAAGD, K_GEVRAAGD, JA, NEE, LATER = "niet_gevraagd", "gevraagd", "ja", "nee", "later"
ZEG_JA, ZEG_NEE, ZEG_LATER = "zeg_ja", "zeg_nee", "zeg_later"

# A yes may still become a no, until the contact was shared; a no stays one.
KANT_MAG: Mapping[tuple[str, str], str] = {
    (NIET_GEVRAAGD, VRAAG): K_GEVRAAGD,
    (NIET_GEVRAAGD, ZEG_JA): JA,
    (NIET_GEVRAAGD, ZEG_NEE): NEE,
    (K_GEVRAAGD, VRAAG): K_GEVRAAGD,
    (K_GEVRAAGD, ZEG_JA): JA,
    (K_GEVRAAGD, ZEG_NEE): NEE,
    (K_GEVRAAGD, ZEG_LATER): LATER,
    (LATER, VRAAG): K_GEVRAAGD,
    (LATER, ZEG_JA): JA,
    (LATER, ZEG_NEE): NEE,
    (JA, ZEG_NEE): NEE,
}

# A koppeling.
VOORGESTELD, IN_VRAAG, BEIDE_JA, CONTACT_GEDEELD = "voorgesteld", "in_vraag", "beide_ja", "contact_gedeeld"
LOOPT, GESTOPT, LIEVER_NIET = "loopt", "gestopt", "liever_niet"
STANDEN = (VOORGESTELD, IN_VRAAG, BEIDE_JA, CONTACT_GEDEELD, LOOPT, GESTOPT, LIEVER_NIET)
# Before the contact was shared, and as long as it takes a place of the bijdrage.
VOORAF = (VOORGESTELD, IN_VRAAG, BEIDE_JA)
ACTIEF = (*VOORAF, CONTACT_GEDEELD, LOOPT)
ALLEBEI_JA, HAAK_AF, DEEL, VERVAL = "allebei_ja", "haak_af", "deel", "verval"
GAAT_GOED, GAAT_NIET, STOP, NOTEER = "loopt_goed", "gaat_niet_meer", "gestopt", "noteer"
UITKOMSTEN = (GAAT_GOED, GAAT_NIET, STOP)

KOPPELING_MAG: Mapping[tuple[str, str], str] = {
    (VOORGESTELD, VRAAG): IN_VRAAG,
    (VOORGESTELD, HAAK_AF): LIEVER_NIET,
    (VOORGESTELD, ALLEBEI_JA): BEIDE_JA,
    (VOORGESTELD, VERVAL): GESTOPT,
    (IN_VRAAG, VRAAG): IN_VRAAG,
    (IN_VRAAG, ALLEBEI_JA): BEIDE_JA,
    (IN_VRAAG, HAAK_AF): LIEVER_NIET,
    (IN_VRAAG, VERVAL): GESTOPT,
    (BEIDE_JA, HAAK_AF): LIEVER_NIET,
    (BEIDE_JA, DEEL): CONTACT_GEDEELD,
    (BEIDE_JA, VERVAL): GESTOPT,
    (CONTACT_GEDEELD, GAAT_GOED): LOOPT,
    (CONTACT_GEDEELD, GAAT_NIET): GESTOPT,
    (CONTACT_GEDEELD, STOP): GESTOPT,
    (LOOPT, GAAT_GOED): LOOPT,
    (LOOPT, GAAT_NIET): GESTOPT,
    (LOOPT, STOP): GESTOPT,
}

# What somebody lets the other know once both said yes.
DEELT_ALLES, DEELT_NAAM = "naam_telefoon", "naam"
DEELT = (DEELT_ALLES, DEELT_NAAM)


def volgende(tabel: Mapping[tuple[str, str], str], stand: str, gebeurtenis: str) -> str:
    """Raises Conflict for what the table does not know."""
    naar = tabel.get((stand, gebeurtenis))
    if naar is None:
        raise Conflict("Deze stap kan nu niet meer. Kijk eerst hoe het er nu voor staat.")
    return naar
