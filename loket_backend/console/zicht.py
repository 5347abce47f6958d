"""What somebody may see, as conditions on the queries: what is not visible does not exist for that person."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, or_, true

from loket_backend.console.gebruiker import Gebruiker
from loket_backend.crisis.models import Crisismelding
from loket_backend.gesprek.models import MENS, WACHT_OP_MENS, Gesprek, Statuswissel
from loket_backend.gesprek.taken import Taak
from loket_backend.intake.models import Intake


def mijn(wie: Gebruiker) -> ColumnElement[bool]:
    return Intake.medewerker_id == wie.id


def mijn_wijk(wie: Gebruiker) -> ColumnElement[bool]:
    return Intake.wijk_id.in_(wie.wijken)


def niet_toegewezen(wie: Gebruiker) -> ColumnElement[bool]:
    """Of nobody, as far as visible: where the wijk is not known either, that is the coordinator's."""
    return and_(Intake.medewerker_id.is_(None), intakes(wie))


def intakes(wie: Gebruiker) -> ColumnElement[bool]:
    """A medewerker: own dossiers, those of the own wijken, what was handed to them, and what a break-glass opened. A coordinator: all."""
    if wie.ziet_alles:
        return true()
    los = wie.noodinzage | wie.overgedragen
    return or_(mijn(wie), mijn_wijk(wie), *([Intake.kenmerk.in_(los)] if los else []))


def gesprekken(wie: Gebruiker) -> ColumnElement[bool]:
    """The conversations of visible intakes, those that wait for people, those where a crisis asks for somebody, and one's own."""
    if wie.ziet_alles:
        return true()
    heeft_intake = exists().where(Intake.gesprek_id == Gesprek.id).correlate(Gesprek)
    bij_mensen = and_(Gesprek.status.in_((WACHT_OP_MENS, MENS)), ~heeft_intake)
    te_lang = Gesprek.opgeschaald_op.is_not(None)  # then it is everybody's, whoever has the dossier
    return or_(heeft_intake.where(intakes(wie)), bij_mensen, te_lang, _crisis_voor(wie), _voor_mij(wie), _had_ik(wie))


def _voor_mij(wie: Gebruiker) -> ColumnElement[bool]:
    """Handed on to this person or to a wijk of theirs: then also when the dossier is somebody else's."""
    return or_(Gesprek.voor_medewerker_id == wie.id, Gesprek.voor_wijk_id.in_(wie.wijken))


def _had_ik(wie: Gebruiker) -> ColumnElement[bool]:
    """Who led a conversation keeps seeing it, to know how it went on."""
    van_mij = exists().where(
        Statuswissel.gesprek_id == Gesprek.id, Statuswissel.naar == MENS, Statuswissel.door == wie.id
    )
    return van_mij.correlate(Gesprek)


def taken(wie: Gebruiker) -> ColumnElement[bool]:
    """The tasks of visible intakes, and those of conversations that have none: somebody must do them."""
    heeft_intake = exists().where(Intake.gesprek_id == Taak.gesprek_id).correlate(Taak)
    return true() if wie.ziet_alles else or_(heeft_intake.where(intakes(wie)), ~heeft_intake)


def _crisis_voor(wie: Gebruiker) -> ColumnElement[bool]:
    """Open alerts are for everybody; afterwards only who took it up keeps seeing the conversation."""
    door = Crisismelding.bevestigd_door
    voor_mij = or_(door.is_(None), door == wie.id)
    return exists().where(Crisismelding.gesprek_id == Gesprek.id, voor_mij).correlate(Gesprek)


def grond(wie: Gebruiker, intake: Intake) -> str:
    """Why this person may read this intake, for the audit trail."""
    if intake.medewerker_id == wie.id:
        return "eigen dossier"
    if intake.wijk_id in wie.wijken:
        return "dossier in eigen wijk"
    if intake.kenmerk in wie.overgedragen:
        return "overgedragen als Wmo-consulent"
    return "noodinzage" if intake.kenmerk in wie.noodinzage else "coördinator"


def grond_gesprek(wie: Gebruiker, gesprek: Gesprek) -> str:
    """Why this person may read a conversation without an intake that is visible to them."""
    if gesprek.medewerker_id == wie.id:
        return "voert het gesprek"
    if gesprek.voor_medewerker_id == wie.id or gesprek.voor_wijk_id in wie.wijken:
        return "gesprek is doorgegeven"
    if gesprek.status in (WACHT_OP_MENS, MENS):
        return "gesprek wacht op een medewerker"
    if wie.ziet_alles:
        return "coördinator"
    return "crisismelding" if gesprek.crisis else "voerde het gesprek"
