"""The addresses of the two tracks, of toestemming, of the buurtteams and of casusoverleg."""

from __future__ import annotations

from loket_backend.console import casusoverleg, tweesporen, tweesporen_teams, tweesporen_toestemming
from loket_backend.console.route import Route
from loket_backend.toegang.rechten import BEHEER, CASUS, DOSSIERS

ROUTES = (
    Route("GET", "/intakes/{kenmerk}/sporen", tweesporen.toon, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/sporen/begin", tweesporen.begin, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/sporen/terug", tweesporen.ga_terug, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/sporen/overdracht", tweesporen.draag_over, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/sporen/aanvraag", tweesporen.vraag_aan, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/sporen/beschikking", tweesporen.noteer_besluit, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/sporen/bezwaren", tweesporen.maak_bezwaar, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/sporen/bezwaren/{id}/afloop", tweesporen.rond_bezwaar_af, DOSSIERS),
    Route("GET", "/intakes/{kenmerk}/toestemmingen", tweesporen_toestemming.toon, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/toestemmingen", tweesporen_toestemming.noteer, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/toestemmingen/vraag", tweesporen_toestemming.vraag, DOSSIERS),
    Route("GET", "/intakes/{kenmerk}/casusoverleg", casusoverleg.toon_nieuw, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/casusoverleg", casusoverleg.maak, DOSSIERS),
    Route("GET", "/casusoverleg", casusoverleg.toon_lijst, CASUS),
    Route("GET", "/casusoverleg/{id}", casusoverleg.toon, CASUS),
    Route("GET", "/casusoverleg/{id}/nieuws", casusoverleg.toon_nieuws, CASUS, stil=True),
    Route("POST", "/casusoverleg/{id}/bijdragen", casusoverleg.draag_bij, CASUS),
    Route("POST", "/casusoverleg/{id}/sluiting", casusoverleg.rond_af, CASUS),
    Route("GET", "/beheer/buurtteams", tweesporen_teams.toon_lijst, BEHEER),
    Route("POST", "/beheer/buurtteams", tweesporen_teams.voeg_toe, BEHEER),
    Route("GET", "/beheer/buurtteams/{id}", tweesporen_teams.toon_een, BEHEER),
    Route("POST", "/beheer/buurtteams/{id}", tweesporen_teams.wijzig, BEHEER),
    Route("POST", "/beheer/buurtteams/{id}/leden", tweesporen_teams.voeg_lid_toe, BEHEER),
    Route("POST", "/beheer/buurtteams/{id}/leden/{lid}/einde", tweesporen_teams.beeindig_lid, BEHEER),
)
