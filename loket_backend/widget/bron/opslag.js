/**
 * What this device remembers of the conversation, per loket. Everything is also kept in memory, because
 * localStorage throws in a private window, when it is full, or when the browser forbids it to other origins.
 */

export class Opslag {
  #prefix;
  #geheugen = new Map();

  constructor(basis) {
    this.#prefix = `loket-chat:${basis}:`;
  }

  lees(naam) {
    const sleutel = this.#prefix + naam;
    const ruw = this.#probeer((kast) => kast.getItem(sleutel)) ?? this.#geheugen.get(sleutel);
    try {
      return ruw ? JSON.parse(ruw) : null;
    } catch {
      return null;
    }
  }

  bewaar(naam, waarde) {
    const sleutel = this.#prefix + naam;
    const ruw = JSON.stringify(waarde);
    this.#geheugen.set(sleutel, ruw);
    this.#probeer((kast) => kast.setItem(sleutel, ruw));
  }

  verwijder(naam) {
    const sleutel = this.#prefix + naam;
    this.#geheugen.delete(sleutel);
    this.#probeer((kast) => kast.removeItem(sleutel));
  }

  /** The names that begin with `begin`, e.g. every waiting message under `uit:`. */
  namen(begin) {
    const inKast = this.#probeer((kast) => Object.keys(kast)) ?? [];
    const alle = new Set([...inKast, ...this.#geheugen.keys()]);
    return [...alle].filter((s) => s.startsWith(this.#prefix + begin)).map((s) => s.slice(this.#prefix.length));
  }

  wisAlles() {
    this.namen("").forEach((naam) => this.verwijder(naam));
  }

  /** True for a `storage` event of another tab that is about `naam` here. */
  gaatOver(event, naam) {
    return event.key === this.#prefix + naam;
  }

  /** Forgets the copy in memory, after another tab removed it. */
  vergeet(naam) {
    this.#geheugen.delete(this.#prefix + naam);
  }

  #probeer(doe) {
    try {
      return doe(globalThis.localStorage);
    } catch {
      return null;
    }
  }
}
