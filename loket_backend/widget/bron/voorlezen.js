/** Reads a message aloud with the Dutch voice of the device, if it has one. */

const synthese = () => globalThis.speechSynthesis;

function stem() {
  const nederlands = (synthese()?.getVoices() ?? []).filter((v) => /^nl\b/i.test(v.lang));
  return nederlands.find((v) => /^nl[-_]NL/i.test(v.lang)) ?? nederlands[0];
}

export class Voorlezer {
  /** The key of the line that is being read. */
  bezig = null;
  #veranderd;

  constructor(veranderd) {
    this.#veranderd = veranderd;
    // Voices come in later than the page.
    synthese()?.addEventListener?.("voiceschanged", veranderd);
  }

  get kan() {
    return Boolean(stem());
  }

  wissel(sleutel, tekst) {
    const stoppen = this.bezig === sleutel;
    this.stop();
    if (stoppen) return;
    const uiting = new SpeechSynthesisUtterance(tekst);
    uiting.lang = "nl-NL";
    uiting.voice = stem();
    uiting.rate = 0.95;
    uiting.onend = uiting.onerror = () => {
      if (this.bezig === sleutel) this.stop();
    };
    this.bezig = sleutel;
    synthese().speak(uiting);
    this.#veranderd();
  }

  stop() {
    if (this.bezig === null) return;
    this.bezig = null;
    synthese().cancel();
    this.#veranderd();
  }

  loslaten() {
    this.stop();
    synthese()?.removeEventListener?.("voiceschanged", this.#veranderd);
  }
}
