/**
 * The messages of one conversation: what the loket sent and what still waits here, as one list without doubles.
 *
 * A message of the resident can be known twice for a moment: here, waiting for its acknowledgement, and as the
 * echo in the stream. `claim` keeps them one, so that nobody sees (or hears) their own words twice.
 */

export class Berichten {
  #opNummer = new Map();
  #sleutels = new Map(); // volgnummer → clientBerichtId: keeps the line on screen the same line
  #namen = new Map(); // volgnummer → the medewerker who wrote it
  #wachtend = [];

  /** The highest number that the loket delivered: where reading goes on. */
  laatste = 0;

  get wachtend() {
    return this.#wachtend;
  }

  /** Adds what the loket delivered; returns the messages that were new. */
  ontvang(berichten) {
    const nieuw = berichten.filter((b) => Number.isInteger(b?.volgnummer) && !this.#opNummer.get(b.volgnummer)?.geleverd);
    for (const bericht of nieuw) {
      this.#opNummer.set(bericht.volgnummer, { ...bericht, geleverd: true });
      this.laatste = Math.max(this.laatste, bericht.volgnummer);
      if (bericht.afzender === "inwoner") this.#claim(bericht);
    }
    return nieuw;
  }

  /** [{volgnummer, naam}]: which medewerker wrote which message. */
  benoem(sprekers) {
    for (const { volgnummer, naam } of sprekers) this.#namen.set(volgnummer, naam);
  }

  /** The highest number up to `nummer` of a message by this afzender; 0 without. */
  laatsteVan(afzender, nummer) {
    const nummers = [...this.#opNummer.values()].filter((b) => b.afzender === afzender && b.volgnummer <= nummer);
    return Math.max(0, ...nummers.map((b) => b.volgnummer));
  }

  voegWachtendToe(uitgaand) {
    this.#wachtend = [...this.#wachtend, uitgaand];
  }

  /** The loket has it, as number `volgnummer`. Does not move `laatste`: lower numbers may still be on their way. */
  bevestig(uitgaand, volgnummer) {
    this.#wachtend = this.#wachtend.filter((u) => u !== uitgaand);
    if (uitgaand.echo && uitgaand.echo !== volgnummer) this.#sleutels.delete(uitgaand.echo);
    this.#sleutels.set(volgnummer, uitgaand.clientBerichtId);
    if (this.#opNummer.has(volgnummer)) return;
    this.#opNummer.set(volgnummer, { volgnummer, afzender: "inwoner", tekst: uitgaand.tekst, keuzes: [], vraag: null });
  }

  verwijderWachtend(uitgaand) {
    this.#wachtend = this.#wachtend.filter((u) => u !== uitgaand);
  }

  /** What stands on the screen, in order: {sleutel, afzender, tekst, staat}; `staat` only for what is not sent yet. */
  regels() {
    const nummers = [...this.#opNummer.keys()].sort((a, b) => a - b);
    const bekend = nummers.map((nummer, plaats) => this.#regel(nummer, nummers[plaats - 1]));
    const onderweg = this.#wachtend.filter((u) => !u.echo).map((u) => ({
      sleutel: u.clientBerichtId, afzender: "inwoner", tekst: u.label ?? u.tekst, staat: u.staat, uitgaand: u,
    }));
    return [...bekend, ...onderweg];
  }

  /** The buttons of the last message, as long as nothing was answered to it. */
  keuzes() {
    if (this.#wachtend.some((u) => u.staat !== "geweigerd")) return [];
    const bericht = this.#opNummer.get(Math.max(0, ...this.#opNummer.keys()));
    return bericht && bericht.afzender !== "inwoner" && Array.isArray(bericht.keuzes) ? bericht.keuzes : [];
  }

  #claim(bericht) {
    if (this.#sleutels.has(bericht.volgnummer)) return;
    const uitgaand = this.#wachtend.find(
      (u) => u.geprobeerd && !u.echo && bericht.volgnummer > u.vanaf && u.tekst.trim() === String(bericht.tekst).trim(),
    );
    if (!uitgaand) return;
    uitgaand.echo = bericht.volgnummer;
    this.#sleutels.set(bericht.volgnummer, uitgaand.clientBerichtId);
  }

  #regel(nummer, vorige) {
    const bericht = this.#opNummer.get(nummer);
    const sleutel = this.#sleutels.get(nummer) ?? `n${nummer}`;
    return { ...bericht, sleutel, naam: this.#namen.get(nummer), tekst: this.#leesbaar(bericht, this.#opNummer.get(vorige)) };
  }

  /** A pressed button is sent as its `waarde`, and read as its label: also after a reload. */
  #leesbaar(bericht, vraag) {
    const tekst = String(bericht.tekst ?? "");
    if (bericht.afzender !== "inwoner") return tekst;
    return vraag?.keuzes?.find?.((k) => k.waarde === tekst)?.label ?? tekst;
  }
}
