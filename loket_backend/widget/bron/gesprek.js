/**
 * One conversation with the loket, apart from how it looks: opening, going on after a reload, sending, following,
 * forgetting. Tells of every change with a `verandering` event.
 *
 * fase: `rust` (nothing yet) → `opent` → `open`; or `onbekend` (the loket lost it) and `gewist` (removed here).
 */
import { Berichten } from "./berichten.js";
import { Geduld } from "./geduld.js";
import { Mensen } from "./mensen.js";
import { Opslag } from "./opslag.js";
import { Geweigerd, GesprekOnbekend, Protocol } from "./protocol.js";
import { Verzender } from "./verzender.js";
import { Volger } from "./volger.js";

const WEER_MS = 20_000; // how long it says that the connection is back

export class Gesprek extends EventTarget {
  #protocol;
  #opslag;
  #gegevens = null; // {id, token, gezien, crisis}
  #verzender;
  #volger = null;
  #weerWekker;
  #geduld = new Geduld();
  #code; // of a conversation that began elsewhere, until it is fetched

  constructor(basis, code = null) {
    super();
    this.#code = code;
    this.codeVerlopen = false;
    this.#protocol = new Protocol(basis);
    this.#opslag = new Opslag(basis);
    this.#gegevens = this.#opslag.lees("gesprek");
    this.#begin();
    this.crisis = this.#gegevens?.crisis ?? null;
  }

  #begin() {
    this.fase = "rust";
    this.berichten = new Berichten();
    this.mensen = new Mensen(this.#protocol);
    this.status = "bot";
    this.bezig = false;
    this.crisis = null;
    this.kenmerk = null;
    this.verbonden = true;
    this.weerVerbonden = false; // it was away, and came back just now
    this.bijgelezen = false; // true once what was said before is on the screen
    this.#verzender = this.#nieuweVerzender();
  }

  get bestaat() {
    return this.#gegevens !== null || Boolean(this.#code);
  }

  get concept() {
    return this.#opslag.lees("concept") ?? "";
  }

  set concept(tekst) {
    if (tekst) this.#opslag.bewaar("concept", tekst);
    else this.#opslag.verwijder("concept");
  }

  get ongelezen() {
    const gezien = this.#gegevens?.gezien ?? 0;
    return this.berichten.regels().filter((r) => r.geleverd && r.afzender !== "inwoner" && r.volgnummer > gezien).length;
  }

  /** Opens a conversation, or goes on with the one that this device knows. Keeps trying until it works. */
  async open() {
    if (this.fase !== "rust") return;
    this.fase = "opent";
    this.bijgelezen = !this.bestaat; // a greeting is news, what was said before is not
    this.#meld();
    const berichten = this.berichten;
    while (this.berichten === berichten && this.fase === "opent") {
      if (await this.#probeerTeOpenen(berichten)) return;
      await this.#geduld.wacht();
    }
  }

  stuur(tekst, label) {
    this.mensen.verstuurd();
    this.codeVerlopen = false;
    this.#verzender.voegToe(tekst, label);
    this.#meld();
    this.#verzendWatWacht();
  }

  probeerOpnieuw() {
    for (const uitgaand of this.berichten.wachtend) if (uitgaand.staat === "mislukt") uitgaand.staat = "onderweg";
    this.#meld();
    this.wek();
  }

  /** Takes back a message that the loket refused, and returns its text. */
  neemTerug(uitgaand) {
    this.#verzender.verwijder(uitgaand);
    this.#meld();
    return uitgaand.tekst;
  }

  /** The network is back, or somebody looks again. */
  wek() {
    this.#geduld.wek();
    this.#volger?.wek();
    this.#verzendWatWacht();
  }

  /** Everything up to and including this number was on the screen, in a page that was visible. */
  gezien(inBeeld) {
    if (!this.#gegevens) return;
    const nummer = Math.min(inBeeld, this.berichten.laatste); // lower numbers may still be on their way
    this.mensen.ikZag(this.#gegevens, nummer, this.berichten.laatsteVan("medewerker", nummer));
    if (nummer > (this.#gegevens.gezien ?? 0)) this.#bewaar({ gezien: nummer });
  }

  ikTyp() {
    this.mensen.ikTyp(this.#gegevens, this.status);
  }

  /** → {adres, geldigTot}: where this conversation can be read and kept for a while. */
  verslag() {
    return this.#protocol.verslag(this.#gegevens);
  }

  /** Removes everything from this device; what the loket already has stays there. */
  wis() {
    this.#laatLos();
    this.#opslag.wisAlles();
    this.#begin();
    this.fase = "gewist";
    this.#meld();
  }

  /** Starts anew; what could not be sent comes back as text to send again. */
  async opnieuw() {
    const rest = this.berichten.wachtend.map((u) => u.label ?? u.tekst);
    const concept = [...rest, this.concept].filter(Boolean).join("\n");
    this.#laatLos();
    this.#opslag.wisAlles();
    this.#begin();
    this.concept = concept;
    await this.open();
  }

  /** Another tab of this browser wiped the conversation: then it goes here as well. */
  opAndereTab(event) {
    if (event.key !== null && !(this.#opslag.gaatOver(event, "gesprek") && event.newValue === null)) return;
    if (this.#gegevens) this.wis();
  }

  stop() {
    this.#laatLos();
    this.#begin();
    this.#gegevens = this.#opslag.lees("gesprek");
    this.crisis = this.#gegevens?.crisis ?? null;
  }

  async #probeerTeOpenen(berichten) {
    try {
      if (this.#code) await this.#haalOp();
      if (this.berichten !== berichten) return true;
      const geschiedenis = await (this.#gegevens ? this.#lees() : this.#nieuw());
      if (this.berichten !== berichten) return true;
      this.#neemAan(geschiedenis);
      return true;
    } catch (fout) {
      if (this.berichten !== berichten) return true;
      if (fout instanceof GesprekOnbekend) this.#onbekend();
      else this.#opVerbinding(false);
      return false;
    }
  }

  async #nieuw() {
    const berichten = this.berichten;
    const { id, token, berichten: eerste } = await this.#protocol.open();
    if (this.berichten !== berichten) return {};
    this.#gegevens = { id, token, gezien: 0, crisis: null };
    this.#opslag.bewaar("gesprek", this.#gegevens);
    return { berichten: eerste };
  }

  /** Goes on here with what was said elsewhere, in place of what this device had. An old code changes nothing. */
  async #haalOp() {
    const berichten = this.berichten;
    try {
      const { id, token } = await this.#protocol.haalOp(this.#code);
      if (this.berichten !== berichten) return;
      this.#opslag.wisAlles();
      this.#gegevens = { id, token, gezien: 0, crisis: null };
      this.#opslag.bewaar("gesprek", this.#gegevens);
    } catch (fout) {
      if (!(fout instanceof GesprekOnbekend || fout instanceof Geweigerd)) throw fout;
      this.codeVerlopen = true;
    }
    this.#code = null;
  }

  #lees() {
    return this.#protocol.lees(this.#gegevens, 0, 0);
  }

  #neemAan({ berichten = [], ...stand }) {
    this.fase = "open";
    this.verbonden = true;
    this.berichten.ontvang(berichten);
    this.#opStand(stand);
    this.#volg();
    this.#verzendWatWacht();
  }

  #volg() {
    this.#volger = new Volger(this.#protocol, this.#gegevens, {
      laatste: () => this.berichten.laatste,
      opBerichten: (berichten) => this.#opBerichten(berichten),
      opStand: (stand) => this.#opStand(stand),
      opMensen: (soort, inhoud) => this.#opMensen(soort, inhoud),
      opVerbinding: (verbonden) => this.#opVerbinding(verbonden),
      opOnbekend: () => this.#onbekend(),
    });
    this.#volger.start();
  }

  #nieuweVerzender() {
    return new Verzender(this.#protocol, this.#opslag, this.berichten, {
      veranderd: () => this.#meld(),
      verstuurd: () => {
        this.#volger?.verwacht(true);
        this.#meld();
      },
      opOnbekend: () => this.#onbekend(),
    });
  }

  #verzendWatWacht() {
    if (this.fase === "open") this.#verzender.werk(this.#gegevens);
  }

  #opBerichten(berichten) {
    const nieuw = this.berichten.ontvang(berichten);
    if (nieuw.some((b) => b.afzender !== "inwoner")) this.#volger?.verwacht(this.bezig);
    if (nieuw.some((b) => b.afzender === "medewerker")) this.mensen.typt = null; // it is written now
    if (nieuw.length) this.#meld();
  }

  #opStand({ status = this.status, bezig = this.bezig, crisis = null, kenmerk = this.kenmerk }) {
    const verwacht = Boolean(bezig);
    Object.assign(this, { status, bezig: verwacht, kenmerk });
    this.#volger?.verwacht(verwacht);
    // Once shown the numbers stay, whatever comes after.
    if (crisis && crisis !== this.crisis) {
      this.crisis = crisis;
      this.#bewaar({ crisis });
    }
    this.#meld();
  }

  #opMensen(soort, inhoud) {
    if (soort === "sprekers") this.berichten.benoem(inhoud.sprekers);
    else this.mensen.hoor(soort, inhoud);
    this.#meld();
  }

  #opVerbinding(verbonden) {
    if (this.verbonden === verbonden) return;
    this.verbonden = verbonden;
    this.weerVerbonden = verbonden;
    clearTimeout(this.#weerWekker);
    if (verbonden) {
      this.#weerWekker = setTimeout(() => this.#vergeetWeer(), WEER_MS);
      this.#verzendWatWacht();
    }
    this.#meld();
  }

  #vergeetWeer() {
    this.weerVerbonden = false;
    this.#meld();
  }

  #onbekend() {
    this.#volger?.stop();
    this.#verzender.stop();
    this.fase = "onbekend";
    this.bezig = false;
    this.#meld();
  }

  #bewaar(deel) {
    if (!this.#gegevens) return;
    this.#gegevens = { ...this.#gegevens, ...deel };
    this.#opslag.bewaar("gesprek", this.#gegevens);
  }

  #laatLos() {
    this.#volger?.stop();
    this.#volger = null;
    this.#verzender.stop();
    this.#geduld.wek();
    this.#gegevens = null;
  }

  #meld() {
    this.dispatchEvent(new Event("verandering"));
  }
}
