"""How and when somebody wants to be reached."""

from __future__ import annotations

import pytest

from bot.lezen.keuze import contact_moment, contact_voorkeur

VOORKEUR = [
    ("liefst belen", "bellen"),
    ("niet bellen", "chat"),
    ("geen belletjes plz", "chat"),
    ("bellen", "bellen"),
    ("bel maar", "bellen"),
    ("belle", "bellen"),
    ("gewoon bellen", "bellen"),
    ("bel mij maar op", "bellen"),
    ("telefonisch", "bellen"),
    ("per telefoon", "bellen"),
    ("mail", "mailen"),
    ("mailen", "mailen"),
    ("e-mail", "mailen"),
    ("email graag", "mailen"),
    ("mailen naar s.kuiper@icare.nl", "mailen"),
    ("hier in de chat", "chat"),
    ("chat", "chat"),
    ("app", "chat"),
    ("whatsapp", "chat"),
    ("appje", "chat"),
    ("sms", "chat"),
    ("hier", "chat"),
    ("liever niet bellen, mail maar", "mailen"),
    ("geen mail, bellen", "bellen"),
    ("bellen vind ik eng, chat", "chat"),
    ("bel maar, maar ik hoor slecht", "bellen"),
    ("ik hoor slecht, dus mailen", "mailen"),
    ("gebeld worden", "bellen"),
    ("een mailtje", "mailen"),
    ("tillefoon", "bellen"),
    ("mij niet bellen overdag, alleen mailen", "mailen"),
    ("een belletje is prima", "bellen"),
    ("opbellen", "bellen"),
    ("bellen of mailen", "bellen"),
]

NIET_VOORKEUR = [
    ("niet bellen", "chat"),
    ("geen belletjes plz", "chat"),
    ("bellen liever niet", None),
    ("geen telefoontjes", None),
    ("ja", None),
    ("maakt niet uit", None),
    ("doe maar wat", None),
    ("brief", None),
    ("via mijn dochter", None),
    ("ik heb geen telefoon", None),
    ("ik heb geen mail", None),
    ("facetime", None),
    ("kom maar langs", None),
    ("voicemail inspreken", None),
]


@pytest.mark.parametrize(("tekst", "verwacht"), VOORKEUR)
def test_de_manier_van_contact_wordt_gelezen(tekst: str, verwacht: object) -> None:
    assert contact_voorkeur(tekst) == verwacht


@pytest.mark.parametrize(("tekst", "verwacht"), NIET_VOORKEUR)
def test_een_manier_die_iemand_weigert_wordt_niet_gekozen(tekst: str, verwacht: object) -> None:
    assert contact_voorkeur(tekst) == verwacht


MOMENTEN = [
    "dinsdagochtend", "smorgens na de koffie", "'s middags", "na 5 uur", "ma t/m do", "tussen 9 en 11", "elke dag", "maakt niet uit", "overdag", "vanaf 14:00",
    "in de ochtend", "om half tien", "15 uur", "liefst vroeg", "in het weekend", "vrijdag niet, de rest wel", "morgenmiddag", "wanneer u wilt",
]  # fmt: skip


@pytest.mark.parametrize("tekst", MOMENTEN)
def test_een_moment_blijft_in_eigen_woorden(tekst: str) -> None:
    assert contact_moment(f" {tekst} ") == tekst


@pytest.mark.parametrize("tekst", ["ja", "nee", "bellen", "ik ben doof", "waarom", "geen idee", "hallo"])
def test_zonder_dag_of_uur_is_er_geen_moment(tekst: str) -> None:
    assert contact_moment(tekst) is None
