/** Knows which messages somebody can really have seen: on the screen, in a page that is visible. */

// A long message never fits as a whole: a good part of it, or a few lines, will do.
const GROOT_DEEL = 0.5;
const ENKELE_REGELS = 80;

export class Kijker {
  #gezien;
  #volgt = new WeakSet();
  #inBeeld = new Map(); // element → volgnummer
  #waarnemer = new IntersectionObserver((lijst) => this.#opBeeld(lijst), { threshold: [0, 0.25, GROOT_DEEL, 1] });

  /** `gezien(nummer)`: everything up to this number was on the screen. */
  constructor(gezien) {
    this.#gezien = gezien;
  }

  /** After a render: the messages on it. */
  na(berichten) {
    for (const bericht of berichten) {
      if (!bericht.dataset.nummer || this.#volgt.has(bericht)) continue;
      this.#volgt.add(bericht);
      this.#waarnemer.observe(bericht);
    }
    this.kijk();
  }

  /** Somebody may look again. */
  kijk() {
    if (document.visibilityState !== "visible") return;
    for (const bericht of this.#inBeeld.keys()) if (!bericht.isConnected) this.#inBeeld.delete(bericht);
    if (this.#inBeeld.size) this.#gezien(Math.max(...this.#inBeeld.values()));
  }

  stop() {
    this.#waarnemer.disconnect();
    this.#inBeeld.clear();
    this.#volgt = new WeakSet();
  }

  #opBeeld(lijst) {
    for (const { target, isIntersecting, intersectionRatio, intersectionRect } of lijst) {
      const genoeg = isIntersecting && (intersectionRatio >= GROOT_DEEL || intersectionRect.height >= ENKELE_REGELS);
      if (genoeg) this.#inBeeld.set(target, Number(target.dataset.nummer));
      else this.#inBeeld.delete(target);
    }
    this.kijk();
  }
}
