/** Everything that the widget itself says to a resident. What the bot says comes from the loket. */

const metNaam = (naam) => `${naam}, medewerker`;

export const AFZENDERS = {
  inwoner: "U",
  bot: "Digitale assistent (computer)",
  medewerker: "Medewerker",
  systeem: "Loket",
};

/** Who wrote a message; a medewerker by name, where it is known. */
export const schrijver = (afzender, naam) => (afzender === "medewerker" && naam ? metNaam(naam) : AFZENDERS[afzender]);

/** Under the name of the loket; `naam`: of the medewerker, where it is known. */
export const ondertitel = (status, naam) => (status === "mens" && naam ? `U praat met ${metNaam(naam)}` : TEKST.ondertitel[status] ?? TEKST.ondertitel.bot);

// "Anna Bakker" is Anna here; "A. Bakker" stays as it is.
const roepnaam = (naam) => (/^[\p{L}'’-]{2,}\s/u.test(naam) ? naam.split(/\s/)[0] : naam);

/** `naam`: null as long as the medewerker has not said who they are. */
export const medewerkerTypt = (naam) => `${naam ? roepnaam(naam) : "De medewerker"} typt…`;

export const werktTot = (tijd) => `Dit werkt tot ${tijd} uur.`;

export const TEKST = {
  start: "Stel uw vraag",
  sluit: "Sluiten",
  ondertitel: { bot: "U praat met een computer", wacht_op_mens: "Een medewerker komt er zo bij", mens: "U praat met een medewerker", gesloten: "Dit gesprek is klaar" },
  gesprek: "Gesprek",
  invoer: "Uw bericht",
  verstuur: "Verstuur",
  mens: "Ik wil een mens spreken",
  liefstGebeld: "Ik word liever gebeld",
  wis: "Gesprek wissen op dit apparaat",
  wisVraag: "Wilt u het gesprek van dit apparaat halen? Het loket heeft dan nog wat u al verstuurde. Om dat ook weg te halen, typt u eerst: verwijder mijn gegevens.",
  wisJa: "Ja, wissen",
  wisNee: "Nee, laat staan",
  gewist: "Het gesprek staat niet meer op dit apparaat.",
  onbekend: "Dit gesprek is niet meer bij het loket te vinden. Dat kan gebeuren als het al even geleden is. U kunt gewoon opnieuw beginnen.",
  gesloten: "Dit gesprek is klaar. Hebt u nog een vraag? Begin dan een nieuw gesprek.",
  codeVerlopen: "Deze link is al gebruikt of te oud. Vraag in Telegram een nieuwe met /start. U kunt hier ook gewoon opnieuw beginnen.",
  nieuw: "Nieuw gesprek beginnen",
  opent: "Even verbinding maken…",
  geenVerbinding: "Er is nu geen verbinding. We proberen het steeds opnieuw. Wat u schrijft, raakt niet kwijt.",
  weerVerbinding: "De verbinding is er weer.",
  onderweg: "Wordt verstuurd…",
  mislukt: "Niet verstuurd.",
  probeerOpnieuw: "Probeer opnieuw",
  geweigerd: "Dit bericht kon het loket niet lezen. Schrijf het wat korter of anders.",
  pasAan: "Bericht aanpassen",
  botTypt: "De digitale assistent schrijft…",
  gezien: "Gezien door de medewerker",
  bewaar: "Mijn gesprek bewaren",
  bewaarBezig: "Even geduld. Uw gesprek wordt klaargezet…",
  bewaarKlaar: "Uw gesprek staat klaar. Er staan persoonlijke dingen in. Bewaar het op een veilige plek.",
  bewaarLees: "Lees het gesprek",
  bewaarPdf: "Bewaar als PDF",
  bewaarMislukt: "Dat lukte niet. Probeer het zo nog eens.",
  bewaarDicht: "Klaar",
  keuzes: "Antwoorden om uit te kiezen",
  leesVoor: "Lees voor",
  leesStop: "Stop met voorlezen",
  naarNieuwste: "Naar het nieuwste bericht",
  crisis: "Hulp nu",
  bel: "Bel",
  nieuwVenster: " (opent in een nieuw venster)",
  liever: "Liever bellen?",
};

export const ongelezen = (aantal) => (aantal === 1 ? "1 nieuw bericht" : `${aantal} nieuwe berichten`);

export const MAX_TEKENS = 4000;
const WAARSCHUW_VANAF = 3500;

/** As the loket counts: an emoji is one. */
export const aantalTekens = (tekst) => [...tekst].length;

/** A plain sentence near or over the limit, else null. */
export function tekenMelding(aantal) {
  if (aantal > MAX_TEKENS) {
    const teVeel = aantal - MAX_TEKENS;
    return `Uw bericht is te lang: ${teVeel} ${teVeel === 1 ? "teken" : "tekens"} te veel. Maak het korter of verstuur het in twee delen.`;
  }
  if (aantal >= WAARSCHUW_VANAF) return `U kunt nog ${MAX_TEKENS - aantal} tekens typen.`;
  return null;
}
