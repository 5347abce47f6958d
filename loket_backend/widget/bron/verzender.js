/**
 * The outbox: a message is put away on this device first, and goes out, one at a time and in order, until the
 * loket says that it has it. The loket recognises a second try by its clientBerichtId.
 */
import { Geduld } from "./geduld.js";
import { Geweigerd, GesprekOnbekend } from "./protocol.js";

export class Verzender {
  #protocol;
  #opslag;
  #berichten;
  #melding;
  #geduld = new Geduld();
  #bezig = false;
  #gestopt = false;

  /** `melding`: {veranderd(), verstuurd(), opOnbekend()} */
  constructor(protocol, opslag, berichten, melding) {
    this.#protocol = protocol;
    this.#opslag = opslag;
    this.#berichten = berichten;
    this.#melding = melding;
    this.#haalOp();
  }

  voegToe(tekst, label) {
    const nr = Math.max(Date.now(), (this.#berichten.wachtend.at(-1)?.nr ?? 0) + 1);
    const vanaf = this.#berichten.laatste;
    const uitgaand = { clientBerichtId: uuid(), tekst, label, nr, vanaf, geprobeerd: false, staat: "onderweg" };
    this.#bewaar(uitgaand);
    this.#berichten.voegWachtendToe(uitgaand);
  }

  /** Sends what waits in the conversation; also wakes a pause. */
  async werk(gesprek) {
    this.#geduld.wek();
    if (this.#bezig || !gesprek) return;
    this.#bezig = true;
    try {
      for (let uitgaand = this.#eerste(); uitgaand && !this.#gestopt; uitgaand = this.#eerste()) await this.#probeer(gesprek, uitgaand);
    } finally {
      this.#bezig = false;
    }
  }

  stop() {
    this.#gestopt = true;
    this.#geduld.wek();
  }

  verwijder(uitgaand) {
    this.#opslag.verwijder(`uit:${uitgaand.clientBerichtId}`);
    this.#berichten.verwijderWachtend(uitgaand);
  }

  async #probeer(gesprek, uitgaand) {
    uitgaand.geprobeerd = true;
    this.#bewaar(uitgaand);
    try {
      const { volgnummer } = await this.#protocol.stuur(gesprek, uitgaand);
      if (this.#gestopt) return;
      this.#opslag.verwijder(`uit:${uitgaand.clientBerichtId}`);
      this.#berichten.bevestig(uitgaand, volgnummer);
      this.#geduld.hersteld();
      this.#melding.verstuurd();
    } catch (fout) {
      if (!this.#gestopt) await this.#naMislukking(uitgaand, fout);
    }
  }

  async #naMislukking(uitgaand, fout) {
    if (fout instanceof GesprekOnbekend) {
      this.stop();
      this.#melding.opOnbekend();
      return;
    }
    uitgaand.staat = fout instanceof Geweigerd ? "geweigerd" : "mislukt";
    this.#bewaar(uitgaand);
    this.#melding.veranderd();
    if (uitgaand.staat === "mislukt") await this.#geduld.wacht(fout.wachtMs);
  }

  #eerste() {
    return this.#berichten.wachtend.find((u) => u.staat !== "geweigerd");
  }

  #bewaar(uitgaand) {
    const { echo: _, ...rest } = uitgaand;
    this.#opslag.bewaar(`uit:${uitgaand.clientBerichtId}`, rest);
  }

  #haalOp() {
    const bewaard = this.#opslag.namen("uit:").map((naam) => this.#opslag.lees(naam)).filter(Boolean);
    bewaard.sort((a, b) => a.nr - b.nr).forEach((uitgaand) => this.#berichten.voegWachtendToe(uitgaand));
  }
}

/** A version 4 UUID; `randomUUID` is missing on http pages and in older browsers. */
export function uuid() {
  if (globalThis.crypto?.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
