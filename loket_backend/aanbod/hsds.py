"""The sociale kaart as HSDS 3.0 JSON of Open Referral: one page of full `service` objects (docs/adr/0027, docs.openreferral.org)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from loket_backend.aanbod.bestand import Gelezen, lees_id, sleutel
from loket_backend.aanbod.gegevens import Bekend, Gegevens
from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.errors import OngeldigeInvoer
from loket_backend.partijen.woorden import BEKOSTIGINGEN, VORMEN

Ding = dict[str, Any]
# Our own lists, each a taxonomy; what HSDS has no word for.
LEEFGEBIED, VORM, BEKOSTIGING, VOORWAARDE = "leefgebied", "vorm", "bekostiging", "voorwaarde"
LEDEN = "alleen_leden"
TAXONOMIE: Mapping[str, Mapping[str, str]] = {
    LEEFGEBIED: LEEFGEBIEDEN,
    VORM: VORMEN,
    BEKOSTIGING: BEKOSTIGINGEN,
    VOORWAARDE: {LEDEN: "Alleen voor leden van de coöperatie"},
}
WIJK_URI = "urn:loket:wijk:"
SCHEMA = "loket"
ACTIEF, GESTOPT = "active", "inactive"


def schrijf(aanbod: Mapping[str, Gegevens], bekend: Bekend, gewijzigd: Mapping[str, str]) -> str:
    """`gewijzigd`: when each was changed last, RFC 3339. As GET /services gives it, on one page."""
    services = [_service(id, een, bekend, gewijzigd.get(id)) for id, een in aanbod.items()]
    om = {"total_items": len(services), "total_pages": 1, "page_number": 1, "size": len(services)}
    stand = {"first_page": True, "last_page": True, "empty": not services}
    return json.dumps({**om, **stand, "contents": services}, ensure_ascii=False, indent=1)


def _service(id: str, een: Gegevens, bekend: Bekend, gewijzigd: str | None) -> Ding:
    """Without what is empty: a missing field and an empty one say the same."""
    los: Ding = {
        "id": id,
        "name": een.naam,
        "description": een.omschrijving,
        "status": ACTIEF if een.actief else GESTOPT,
        "url": een.website,
        "email": een.mail,
        "eligibility_description": een.voorwaarden,
        "assured_date": een.gecontroleerd_op.isoformat() if een.gecontroleerd_op else "",
        "last_modified": gewijzigd or "",
        "organization": _organisatie(een.partij_id, bekend) if een.partij_id else {},
        "contacts": [{"id": sleutel(id, "contact"), "name": een.contact}] if een.contact else [],
        "phones": [{"id": sleutel(id, "telefoon"), "number": een.telefoon, "type": "voice"}] if een.telefoon else [],
        "service_areas": [_gebied(id, wijk, bekend) for wijk in een.wijken],
        "attributes": [_kenmerk(id, taxonomie, code) for taxonomie, code in _termen(een)],
        "funding": [{"id": sleutel(id, "geld"), "source": BEKOSTIGINGEN.get(een.bekostiging, een.bekostiging)}],
        "cost_options": _kosten(id, een),
        "capacities": _plekken(id, een, bekend.per_aanbod.get(id, 0), gewijzigd),
    }
    return {veld: waarde for veld, waarde in los.items() if waarde not in ("", [], {})}


def _organisatie(partij_id: str, bekend: Bekend) -> Ding:
    """Its id here is no UUID, so that stands among its identifiers."""
    naam = bekend.partijen.get(partij_id, partij_id)
    id = sleutel("partij", partij_id)
    eigen = {"identifier_scheme": SCHEMA, "identifier_type": "partij", "identifier": partij_id}
    return {
        "id": id,
        "name": naam,
        "description": naam,
        "organization_identifiers": [{"id": sleutel(id, "id"), **eigen}],
    }


def _gebied(id: str, wijk: str, bekend: Bekend) -> Ding:
    return {"id": sleutel(id, "wijk", wijk), "name": bekend.wijken.get(wijk, wijk), "uri": f"{WIJK_URI}{wijk}"}


def _termen(een: Gegevens) -> Iterable[tuple[str, str]]:
    yield from ((LEEFGEBIED, leefgebied) for leefgebied in een.leefgebieden)
    yield VORM, een.vorm
    yield BEKOSTIGING, een.bekostiging
    if een.alleen_leden:
        yield VOORWAARDE, LEDEN


def _kenmerk(id: str, taxonomie: str, code: str) -> Ding:
    naam = TAXONOMIE[taxonomie].get(code, code)
    term = {"id": sleutel(taxonomie, code), "code": code, "name": naam, "description": naam, "taxonomy": taxonomie}
    return {"id": sleutel(id, taxonomie, code), "link_entity": "service", "value": code, "taxonomy_term": term}


def _kosten(id: str, een: Gegevens) -> list[Ding]:
    if een.kosten_jaar is None:
        return []
    bedrag = {"currency": "EUR", "amount": een.kosten_jaar / 100, "amount_description": "per plek per jaar"}
    return [{"id": sleutel(id, "kosten"), **bedrag}]


def _plekken(id: str, een: Gegevens, in_regels: int, gewijzigd: str | None) -> list[Ding]:
    """service_capacity, which HSDS has since 3.1; who reads 3.0 passes it by. What is available is what nobody has, in whatever way."""
    if een.plekken is None:
        return []
    vrij = max(0, een.plekken - een.bezet - in_regels)
    telling = {"available": vrij, "maximum": een.plekken, "updated": gewijzigd or ""}
    return [{"id": sleutel(id, "plekken"), "unit": {"id": sleutel("eenheid", "plek"), "name": "plek"}, **telling}]


def lees(tekst: str) -> list[Gelezen]:
    """A page of services, a list of them, or one. Raises OngeldigeInvoer for what is no such file at all."""
    try:
        inhoud = json.loads(tekst, parse_float=Decimal)
    except (ValueError, RecursionError) as fout:
        raise OngeldigeInvoer("Dit bestand is geen geldige JSON.") from fout
    services = inhoud.get("contents", [inhoud]) if isinstance(inhoud, dict) else inhoud
    if not isinstance(services, list) or not all(isinstance(een, dict) for een in services):
        raise OngeldigeInvoer("Dit bestand heeft geen lijst van services (HSDS 3.0).")
    return [_gelezen(nummer, een) for nummer, een in enumerate(services, 1)]


def _gelezen(nummer: int, service: Ding) -> Gelezen:
    try:
        organisatie = _lees_organisatie(service)
        aanbod_id = lees_id(service.get("id"), service.get("name"), organisatie)
    except ValueError as fout:
        return Gelezen(nummer, "", {"naam": service.get("name")}, {"id": str(fout)})
    return Gelezen(nummer, aanbod_id, {"partij_id": organisatie, **_lees_velden(service)}, met_regels=True)


def _lees_velden(service: Ding) -> Ding:
    vorm, bekostiging = (next(iter(_codes(service, taxonomie)), "") for taxonomie in (VORM, BEKOSTIGING))
    return {
        "naam": service.get("name"),
        "omschrijving": service.get("description"),
        "vorm": vorm,
        "bekostiging": bekostiging,
        "leefgebieden": _codes(service, LEEFGEBIED),
        "wijken": [_lees_wijk(gebied) for gebied in _dingen(service, "service_areas")],
        "alleen_leden": LEDEN in _codes(service, VOORWAARDE),
        "voorwaarden": service.get("eligibility_description"),
        "contact": _eerste(service, "contacts", "name"),
        "telefoon": _eerste(service, "phones", "number") or _telefoon_van_contact(service),
        "mail": service.get("email"),
        "website": service.get("url"),
        "kosten_jaar": _centen(_eerste(service, "cost_options", "amount")),
        "gecontroleerd_op": service.get("assured_date"),
        "actief": service.get("status", ACTIEF) == ACTIEF,
        **_lees_plekken(service),
    }


def _dingen(ding: Ding, veld: str) -> list[Ding]:
    """The objects in a list; what is none is not there."""
    rij = ding.get(veld)
    return [een for een in rij if isinstance(een, dict)] if isinstance(rij, Sequence) else []


def _eerste(ding: Ding, lijst: str, veld: str) -> Any:
    return next((een.get(veld) for een in _dingen(ding, lijst)), None)


def _telefoon_van_contact(service: Ding) -> Any:
    return next((_eerste(contact, "phones", "number") for contact in _dingen(service, "contacts")), None)


def _lees_organisatie(service: Ding) -> str:
    """Our own id when it is there, otherwise the name."""
    organisatie = service.get("organization")
    if not isinstance(organisatie, dict):
        return ""
    eigen = (e for e in _dingen(organisatie, "organization_identifiers") if e.get("identifier_scheme") == SCHEMA)
    return str(next((e.get("identifier") for e in eigen), organisatie.get("name")) or "")


def _lees_wijk(gebied: Ding) -> str:
    uri = gebied.get("uri")
    if isinstance(uri, str) and uri.startswith(WIJK_URI):
        return uri.removeprefix(WIJK_URI)
    return str(gebied.get("name") or "onbekend gebied")


def _codes(service: Ding, taxonomie: str) -> list[str]:
    termen = [kenmerk.get("taxonomy_term") for kenmerk in _dingen(service, "attributes")]
    eigen = [term for term in termen if isinstance(term, dict) and term.get("taxonomy") == taxonomie]
    return [str(term.get("code") or term.get("name") or "") for term in eigen]


def _centen(bedrag: object) -> object:
    """Cents of an amount in euros; what is no amount goes on as it is, and is refused there."""
    if isinstance(bedrag, bool) or not isinstance(bedrag, int | Decimal):
        return bedrag
    centen = Decimal(bedrag) * 100
    return int(centen) if centen.is_finite() and centen == centen.to_integral_value() else str(bedrag)


def _lees_plekken(service: Ding) -> Ding:
    maximum, vrij = (_eerste(service, "capacities", veld) for veld in ("maximum", "available"))
    if not isinstance(maximum, int):
        return {"plekken": maximum}
    return {"plekken": maximum, "bezet": max(maximum - vrij, 0) if isinstance(vrij, int) else 0}
