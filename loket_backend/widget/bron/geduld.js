/** Waiting that can be cut short: growing pauses between tries, and a reason to try at once. */

const EERSTE_MS = 700;
const LANGSTE_MS = 15_000;

export class Geduld {
  #pogingen = 0;
  #wek = null;

  /** Waits longer every time, at least `minstensMs`; `wek()` ends it at once. */
  async wacht(minstensMs = 0) {
    const groei = Math.min(LANGSTE_MS, EERSTE_MS * 2 ** this.#pogingen);
    this.#pogingen += 1;
    const ms = Math.max(minstensMs, groei * (0.75 + Math.random() / 2));
    await new Promise((klaar) => {
      const wekker = setTimeout(klaar, ms);
      this.#wek = () => {
        clearTimeout(wekker);
        klaar();
      };
    });
    this.#wek = null;
  }

  wek() {
    this.#pogingen = 0;
    this.#wek?.();
  }

  hersteld() {
    this.#pogingen = 0;
  }
}
