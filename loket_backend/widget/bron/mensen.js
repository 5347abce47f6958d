/** What passes between the resident and people beside the messages: typing, and what either side has had on the screen. */

const TYPT_OPNIEUW_MS = 3000;
const MET_MENSEN = new Set(["wacht_op_mens", "mens"]);

export class Mensen {
  /**
   * `typt`: null, or {naam}. `medewerker`: who has the conversation. A name is null as long as the resident does not know it.
   * `gezien`: how far staff have read.
   */
  typt = null;
  medewerker = null;
  gezien = 0;
  #protocol;
  #getypt = -Infinity;
  #gemeld = 0;
  #onderweg = 0;

  constructor(protocol) {
    this.#protocol = protocol;
  }

  /** An event of the stream. */
  hoor(soort, inhoud) {
    if (soort === "typt") this.typt = inhoud.typt ? { naam: inhoud.naam ?? null } : null;
    if (soort === "medewerker") this.medewerker = inhoud.naam ?? null;
    if (soort === "gezien") this.gezien = Math.max(this.gezien, inhoud.volgnummer);
  }

  /** The resident types: told at most every three seconds, and only when there may be a human who sees it. */
  ikTyp(gesprek, status) {
    const nu = performance.now();
    if (!gesprek || !MET_MENSEN.has(status) || nu - this.#getypt < TYPT_OPNIEUW_MS) return;
    this.#getypt = nu;
    this.#protocol.typt(gesprek).catch(() => {}); // worth nothing later
  }

  /** What was sent is no longer typed: the next letter is told at once. */
  verstuurd() {
    this.#getypt = -Infinity;
  }

  /** Tells how far the resident has read, when there is something of a human in it (`vanMens`). What fails is told next time. */
  ikZag(gesprek, nummer, vanMens) {
    if (!gesprek || vanMens <= this.#gemeld || nummer <= this.#onderweg) return;
    this.#onderweg = nummer;
    this.#protocol.gezien(gesprek, nummer).then(
      () => { this.#gemeld = Math.max(this.#gemeld, nummer); },
      () => { this.#onderweg = this.#gemeld; },
    );
  }
}
