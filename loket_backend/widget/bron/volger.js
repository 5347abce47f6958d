/**
 * Follows a conversation: server-sent events, and long polling where a proxy does not let those through.
 *
 * The stream is believed as long as nothing contradicts it. When it is silent for a while, one short look by
 * polling tells whether there was something that it did not bring.
 */
import { EventSource } from "eventsource";

import { Geduld } from "./geduld.js";
import { GesprekOnbekend } from "./protocol.js";

const STILTE_MS = 45_000;
const STILTE_BIJ_WACHTEN_MS = 5_000; // an answer is due: look sooner
const PEILEN_MS = 5 * 60_000; // then the stream gets another chance
const LANG_GENOEG_MS = 10_000;

export class Volger {
  #protocol;
  #gesprek;
  #luisteraar;
  #geduld = new Geduld();
  #stop = new AbortController();
  #bron = null;
  #controleer = () => {};
  #verwachtAntwoord = false;

  /** `luisteraar`: {laatste(), opBerichten(list), opStand(stand), opMensen(soort, inhoud), opVerbinding(bool), opOnbekend()} */
  constructor(protocol, gesprek, luisteraar) {
    this.#protocol = protocol;
    this.#gesprek = gesprek;
    this.#luisteraar = luisteraar;
  }

  start() {
    this.#loop().catch((fout) => {
      if (fout instanceof GesprekOnbekend) this.#luisteraar.opOnbekend();
      else if (!this.#stop.signal.aborted) throw fout;
    });
  }

  stop() {
    this.#stop.abort();
    this.#bron?.close();
    this.#geduld.wek();
  }

  /** The network is back or the page is looked at again: check at once. */
  wek() {
    this.#geduld.wek();
    this.#controleer(0);
  }

  /** Something was sent or is being answered: silence now means more than at other times. */
  verwacht(antwoord) {
    if (antwoord === this.#verwachtAntwoord) return;
    this.#verwachtAntwoord = antwoord;
    this.#controleer();
  }

  async #loop() {
    while (!this.#stop.signal.aborted) {
      const leefde = await this.#stroom();
      if (this.#stop.signal.aborted) return;
      if (leefde) this.#geduld.hersteld();
      else if (await this.#kijk(0)) await this.#peilEenTijd();
      await this.#geduld.wacht();
    }
  }

  /** Resolves when the stream ended: true when it worked, false when it never brought anything or missed something. */
  #stroom() {
    return new Promise((klaar, mislukt) => {
      let leefde = false;
      let open = 0;
      let wekker;
      const bron = new EventSource(this.#protocol.stroomAdres(this.#gesprek), { fetch: (url, init) => this.#haal(url, init) });
      this.#bron = bron;
      const einde = (werkte) => {
        clearTimeout(wekker);
        this.#controleer = () => {};
        bron.close();
        this.#luisteraar.opMensen("typt", { typt: false, naam: null }); // nobody would tell that it stopped
        klaar(werkte);
      };
      const kijk = async () => {
        const voor = this.#luisteraar.laatste();
        try {
          const gelukt = await this.#kijk(0);
          if (bron.readyState === bron.CLOSED) return;
          if (!gelukt || this.#luisteraar.laatste() > voor) einde(false);
          else this.#controleer();
        } catch (fout) {
          einde(false);
          mislukt(fout);
        }
      };
      this.#controleer = (ms = this.#verwachtAntwoord ? STILTE_BIJ_WACHTEN_MS : STILTE_MS) => {
        clearTimeout(wekker);
        wekker = setTimeout(kijk, ms);
      };
      const bij = (soort, doe) => bron.addEventListener(soort, (event) => {
        leefde = true;
        this.#controleer();
        doe(ontleed(event.data));
      });
      bij("message", (bericht) => bericht && this.#luisteraar.opBerichten([bericht]));
      bij("stand", (stand) => stand && this.#luisteraar.opStand(stand));
      for (const soort of ["sprekers", "medewerker", "gezien", "typt"]) bij(soort, (inhoud) => inhoud && this.#luisteraar.opMensen(soort, inhoud));
      bron.addEventListener("open", () => {
        open = Date.now();
        this.#luisteraar.opVerbinding(true);
      });
      bron.addEventListener("error", () => einde(leefde || (open > 0 && Date.now() - open > LANG_GENOEG_MS)));
      this.#stop.signal.addEventListener("abort", () => einde(leefde), { once: true });
      this.#controleer();
    });
  }

  // EventSource begins without a number after a reload; here the reading always goes on from what is known.
  #haal(url, init) {
    const headers = { ...init.headers, Authorization: `Bearer ${this.#gesprek.token}` };
    const laatste = this.#luisteraar.laatste();
    if (laatste > 0) headers["Last-Event-ID"] = String(laatste);
    return fetch(url, { ...init, headers, credentials: "omit", referrerPolicy: "no-referrer" });
  }

  async #peilEenTijd() {
    const tot = Date.now() + PEILEN_MS;
    while (!this.#stop.signal.aborted && Date.now() < tot) {
      const begin = Date.now();
      const voor = this.#luisteraar.laatste();
      if (!(await this.#kijk(20))) return;
      // A server that does not wait must not be asked without pause.
      if (this.#luisteraar.laatste() === voor && Date.now() - begin < 1000) await this.#geduld.wacht();
      else this.#geduld.hersteld();
    }
  }

  /** One look by polling; false when there is no connection. An unknown conversation is raised. */
  async #kijk(wacht) {
    const signaal = this.#stop.signal;
    try {
      const { berichten, ...stand } = await this.#protocol.lees(this.#gesprek, this.#luisteraar.laatste(), wacht, signaal);
      if (signaal.aborted) return false;
      this.#luisteraar.opVerbinding(true);
      this.#luisteraar.opBerichten(berichten ?? []);
      this.#luisteraar.opStand(stand);
      return true;
    } catch (fout) {
      if (fout instanceof GesprekOnbekend) throw fout;
      if (!signaal.aborted) this.#luisteraar.opVerbinding(false);
      return false;
    }
  }
}

function ontleed(data) {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
