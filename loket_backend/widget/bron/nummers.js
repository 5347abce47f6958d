/** The numbers to call: those that the loket has now, or else those that were built in. */

/* global CRISISNUMMERS: built in from loket_backend/crisis/nummers.yml (scripts/bouw-voorkant.mjs) */

const GEDULD_MS = 10_000;

export class Nummers {
  #adres;
  #gevraagd = null;

  constructor(basis, opNieuws) {
    this.#adres = new URL("widget/nummers.json", basis).href;
    this.opNieuws = opNieuws;
    this.nu = CRISISNUMMERS;
  }

  /** Asks the loket, once for each `reden`. What cannot be read changes nothing: somebody may need these numbers right now. */
  async haal(reden) {
    if (this.#gevraagd === reden) return;
    this.#gevraagd = reden;
    const klok = new AbortController();
    const wekker = setTimeout(() => klok.abort(), GEDULD_MS);
    try {
      const opties = { cache: "no-cache", credentials: "omit", referrerPolicy: "no-referrer", signal: klok.signal };
      const antwoord = await fetch(this.#adres, opties);
      const gelezen = antwoord.ok ? await antwoord.json() : null;
      if (!isVolledig(gelezen)) return;
      this.nu = gelezen;
      this.opNieuws();
    } catch {
      // No network, or no loket: the numbers that are here still answer.
    } finally {
      clearTimeout(wekker);
    }
  }
}

const isNummer = (n) => [n?.naam, n?.tel, n?.waarvoor].every((deel) => typeof deel === "string") && /^\+?\d{3,15}$/.test(n.tel);
const isLijst = (lijst) => Array.isArray(lijst) && lijst.every(isNummer);

/** Never without the alarm number. */
const isVolledig = (gelezen) =>
  isLijst(gelezen?.altijd) && gelezen.altijd.some(({ tel }) => tel === "112") && Object.values(gelezen.per_categorie ?? {}).every(isLijst) && Boolean(gelezen.per_categorie);
