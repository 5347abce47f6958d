"""The dates of the law on a given day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from loket_backend.intake.termijnen import (
    GEHAALD,
    LOOPT,
    OPGESCHORT,
    TE_LAAT,
    VERLOPEN,
    VERVALLEN,
    Looptijd,
    Termijnstand,
    eerstvolgende,
    om_te_zien,
    standen,
    termijnen,
)

ONTVANGEN = datetime(2026, 3, 2, 9, tzinfo=UTC)
BEGIN = date(2026, 3, 2)
ZES_WEKEN = date(2026, 4, 13)


def stand(looptijd: Looptijd, dag: date, sleutel: str = "onderzoek") -> Termijnstand:
    return next(s for s in standen(looptijd, dag) if s.termijn.sleutel == sleutel)


def test_een_verse_melding_heeft_drie_datums() -> None:
    assert termijnen(ONTVANGEN) == {"bevestiging": BEGIN, "persoonlijk_plan": date(2026, 3, 9), "onderzoek": ZES_WEKEN}


def test_wie_na_elf_uur_s_avonds_schrijft_in_utc_is_in_amsterdam_al_een_dag_verder() -> None:
    assert termijnen(datetime(2026, 3, 2, 23, 30, tzinfo=UTC))["onderzoek"] == ZES_WEKEN + timedelta(days=1)


@pytest.mark.parametrize(
    ("dag", "verwacht", "over"),
    [(BEGIN, LOOPT, 42), (ZES_WEKEN, LOOPT, 0), (ZES_WEKEN + timedelta(days=1), VERLOPEN, -1)],
)
def test_zes_weken_lopen_tot_en_met_de_laatste_dag(dag: date, verwacht: str, over: int) -> None:
    gevonden = stand(Looptijd(ONTVANGEN), dag)
    assert (gevonden.stand, gevonden.dagen_over, gevonden.uiterlijk) == (verwacht, over, ZES_WEKEN)


@pytest.mark.parametrize(("klaar", "verwacht"), [(ZES_WEKEN, GEHAALD), (ZES_WEKEN + timedelta(days=1), TE_LAAT)])
def test_klaar_op_tijd_of_te_laat(klaar: date, verwacht: str) -> None:
    looptijd = Looptijd(ONTVANGEN, onderzocht_op=klaar)
    assert stand(looptijd, klaar + timedelta(days=30)).stand == verwacht
    assert eerstvolgende(standen(looptijd, klaar)) is None


def test_een_aanvraag_zet_twee_weken_in_gang() -> None:
    aanvraag = date(2026, 4, 20)
    looptijd = Looptijd(ONTVANGEN, onderzocht_op=ZES_WEKEN, aanvraag_op=aanvraag)
    besluit = stand(looptijd, aanvraag, "besluit")
    assert (besluit.uiterlijk, besluit.stand) == (date(2026, 5, 4), LOOPT)
    assert eerstvolgende(standen(looptijd, aanvraag)) == besluit
    assert not any(s.termijn.sleutel == "besluit" for s in standen(Looptijd(ONTVANGEN), aanvraag))


def test_de_eerstvolgende_is_de_vroegste_die_loopt() -> None:
    looptijd = Looptijd(ONTVANGEN, aanvraag_op=date(2026, 3, 10))
    eerste = eerstvolgende(standen(looptijd, date(2026, 3, 11)))
    assert eerste is not None
    assert (eerste.termijn.sleutel, eerste.uiterlijk) == ("besluit", date(2026, 3, 24))


def test_een_opschorting_met_einde_schuift_de_datum_met_haar_dagen_op() -> None:
    looptijd = Looptijd(ONTVANGEN, opschortingen=[(date(2026, 3, 10), date(2026, 3, 19))])
    assert stand(looptijd, date(2026, 3, 12)).uiterlijk == ZES_WEKEN + timedelta(days=10)
    assert stand(looptijd, date(2026, 3, 12)).stand == OPGESCHORT
    assert stand(looptijd, date(2026, 3, 20)).stand == LOOPT


def test_twee_die_elkaar_raken_tellen_elke_dag_een_keer() -> None:
    looptijd = Looptijd(
        ONTVANGEN, opschortingen=[(date(2026, 3, 10), date(2026, 3, 19)), (date(2026, 3, 15), date(2026, 3, 24))]
    )
    assert stand(looptijd, date(2026, 3, 30)).uiterlijk == ZES_WEKEN + timedelta(days=15)


def test_wat_voor_het_begin_lag_telt_niet() -> None:
    looptijd = Looptijd(ONTVANGEN, opschortingen=[(date(2026, 2, 1), date(2026, 3, 3))])
    assert stand(looptijd, date(2026, 3, 30)).uiterlijk == ZES_WEKEN + timedelta(days=2)


def test_een_opschorting_zonder_einde_heeft_nog_geen_laatste_dag() -> None:
    looptijd = Looptijd(ONTVANGEN, opschortingen=[(date(2026, 3, 10), None)])
    loopt = stand(looptijd, date(2026, 3, 12))
    assert (loopt.stand, loopt.einde_bekend) == (OPGESCHORT, False)
    assert eerstvolgende(standen(looptijd, date(2026, 3, 12))) is None
    assert stand(looptijd, date(2026, 3, 20)).uiterlijk == ZES_WEKEN + timedelta(days=11)


def test_wat_stilstaat_blijft_te_zien_als_er_niets_anders_loopt() -> None:
    looptijd = Looptijd(ONTVANGEN, opschortingen=[(date(2026, 3, 10), None)])
    gezien = om_te_zien(standen(looptijd, date(2026, 3, 12)))
    assert gezien is not None
    assert (gezien.termijn.sleutel, gezien.stand) == ("onderzoek", OPGESCHORT)
    assert om_te_zien(standen(Looptijd(ONTVANGEN, gesloten_op=BEGIN), BEGIN)) is None


def test_een_opschorting_houdt_het_plan_van_de_inwoner_niet_op() -> None:
    looptijd = Looptijd(ONTVANGEN, opschortingen=[(BEGIN, date(2026, 3, 19))])
    assert stand(looptijd, BEGIN, "persoonlijk_plan").uiterlijk == date(2026, 3, 9)
    assert stand(looptijd, date(2026, 3, 10), "persoonlijk_plan").stand == VERVALLEN


def test_in_een_gesloten_dossier_loopt_niets_meer() -> None:
    looptijd = Looptijd(ONTVANGEN, gesloten_op=date(2026, 3, 20))
    assert stand(looptijd, date(2026, 6, 1)).stand == VERVALLEN
    assert eerstvolgende(standen(looptijd, date(2026, 6, 1))) is None
