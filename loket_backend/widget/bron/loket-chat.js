/**
 * <loket-chat>: the conversation with the loket on any page.
 *
 * Attributes: `naam`, `telefoon`, `server` (address of the loket, default: where the script came from),
 * `open` (the popup is open), `inline` (part of the page, without a launcher).
 */
import { html, LitElement, nothing } from "lit";

import { Gesprek } from "./gesprek.js";
import { Nummers } from "./nummers.js";
import { basisAdres, neemCode } from "./server.js";
import { stijl } from "./stijl.js";
import { aantalTekens, MAX_TEKENS, medewerkerTypt, ongelezen, TEKST } from "./teksten.js";
import { Voorlezer } from "./voorlezen.js";
import { bewaren } from "./weergave/bewaren.js";
import { crisisbalk } from "./weergave/crisisbalk.js";
import { invoer } from "./weergave/invoer.js";
import { Kijker } from "./weergave/kijker.js";
import { kop } from "./weergave/kop.js";
import { onder, wisser } from "./weergave/onder.js";
import { regels } from "./weergave/regels.js";
import { Scroller } from "./weergave/scroller.js";

const KLEIN_SCHERM = "(max-width: 30rem), (max-height: 30rem)";

export class LoketChat extends LitElement {
  static styles = stijl;

  static properties = {
    naam: {},
    telefoon: {},
    server: {},
    open: { type: Boolean, reflect: true },
    inline: { type: Boolean, reflect: true },
    tekst: { state: true },
    vraagtWissen: { state: true },
    bewaard: { state: true },
  };

  #ververs = () => this.requestUpdate();
  #wek = () => {
    if (document.visibilityState !== "visible") return;
    this.gesprek?.wek();
    this.#kijker.kijk();
  };
  #andereTab = (event) => this.gesprek?.opAndereTab(event);
  #scroller = new Scroller(this);
  #kijker = new Kijker((nummer) => this.zichtbaar && this.gesprek.gezien(nummer));
  #bewaardTot;

  constructor() {
    super();
    this.naam = "Het loket";
    this.tekst = "";
    this.vraagtWissen = false;
    this.bewaard = null;
  }

  connectedCallback() {
    super.connectedCallback();
    if (!this.lang) this.lang = "nl";
    this.voorlezer = new Voorlezer(this.#ververs);
    const basis = basisAdres(this.server);
    this.gesprek = new Gesprek(basis, neemCode(basis));
    this.nummers = new Nummers(basis, this.#ververs);
    this.gesprek.addEventListener("verandering", this.#ververs);
    this.tekst = this.gesprek.concept;
    globalThis.addEventListener("online", this.#wek);
    globalThis.addEventListener("storage", this.#andereTab);
    document.addEventListener("visibilitychange", this.#wek);
    // A returning resident hears of an answer even before opening the popup.
    if (this.zichtbaar || this.gesprek.bestaat) this.gesprek.open();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    globalThis.removeEventListener("online", this.#wek);
    globalThis.removeEventListener("storage", this.#andereTab);
    document.removeEventListener("visibilitychange", this.#wek);
    this.gesprek.removeEventListener("verandering", this.#ververs);
    this.gesprek.stop();
    this.#kijker.stop();
    this.#bewaarDicht();
    this.voorlezer.loslaten();
  }

  get zichtbaar() {
    return this.inline || this.open;
  }

  render() {
    if (this.inline) return html`<section class="paneel inline" aria-labelledby="naam" lang="nl">${this.#inhoud()}</section>`;
    return html`
      <button type="button" class="starter" lang="nl" aria-haspopup="dialog" aria-expanded=${this.open ? "true" : "false"}
        ?hidden=${this.open} @click=${this.#opOpenen}>
        ${TEKST.start}${this.gesprek.ongelezen && !this.open ? html` <span class="teller">${ongelezen(this.gesprek.ongelezen)}</span>` : nothing}
      </button>
      <dialog class="paneel popup" aria-labelledby="naam" lang="nl" @keydown=${this.#opToets} @cancel=${this.#opAnnuleren}>
        ${this.#inhoud()}
      </dialog>
    `;
  }

  #inhoud() {
    const { gesprek } = this;
    const actief = !["onbekend", "gewist"].includes(gesprek.fase);
    return html`
      ${kop({ naam: this.naam, telefoon: this.telefoon, status: gesprek.status, medewerker: gesprek.mensen.medewerker, sluit: this.inline ? null : () => this.sluit() })}
      ${gesprek.crisis ? crisisbalk(gesprek.crisis, this.nummers.nu) : nothing}
      <div class="midden">
        <div class="rol">
          ${regels({
            lijst: gesprek.berichten.regels(), levend: gesprek.bijgelezen,
            gezien: this.#gezien, voorlezer: this.voorlezer, acties: this.#acties,
            keuzes: actief ? gesprek.berichten.keuzes() : [], melding: this.#melding(),
          })}
          ${gesprek.fase === "open" ? bewaren(this.#bewaren) : nothing}
          ${gesprek.fase === "gewist" ? nothing : wisser(this.#wisser)}
        </div>
        ${this.#scroller.knop(TEKST.naarNieuwste)}
      </div>
      ${actief ? this.#typt() : nothing}
      ${gesprek.fase === "open" ? this.#verbinding() : nothing}
      ${actief ? invoer({ tekst: this.tekst, opTekst: this.#opTypen, verstuur: () => this.#verstuur() }) : nothing}
      ${actief ? onder({ status: gesprek.status, zeg: (tekst) => this.#zeg(tekst) }) : nothing}
    `;
  }

  // Not live either: a line that drops again and again would talk through what the loket says.
  #verbinding() {
    const { verbonden, weerVerbonden } = this.gesprek;
    if (!verbonden) return html`<p class="verbinding">${TEKST.geenVerbinding}</p>`;
    return weerVerbonden ? html`<p class="verbinding weer">${TEKST.weerVerbinding}</p>` : nothing;
  }

  // Outside the log and not live: whoever looks sees it, nobody hears it between every two messages.
  #typt() {
    const { bezig, status, mensen } = this.gesprek;
    if (!mensen.typt && !(bezig && status === "bot")) return nothing;
    const tekst = mensen.typt ? medewerkerTypt(mensen.typt.naam) : TEKST.botTypt;
    return html`<p class="typt"><span class="stippen" aria-hidden="true"><i></i><i></i><i></i></span> ${tekst}</p>`;
  }

  #melding() {
    const { fase, status, verbonden, codeVerlopen } = this.gesprek;
    const opnieuw = { knop: TEKST.nieuw, doe: () => this.#opnieuw() };
    if (fase === "opent") return { tekst: verbonden ? TEKST.opent : TEKST.geenVerbinding };
    if (fase === "onbekend") return { tekst: TEKST.onbekend, ...opnieuw };
    if (fase === "gewist") return { tekst: TEKST.gewist, ...opnieuw };
    if (codeVerlopen) return { tekst: TEKST.codeVerlopen };
    if (status === "gesloten") return { tekst: TEKST.gesloten, ...opnieuw };
    return null;
  }

  get #wisser() {
    return {
      vraagtWissen: this.vraagtWissen, vraag: () => this.#vraagWissen(), ja: () => this.#wis(), nee: () => this.#wisNiet(),
    };
  }

  /** The last message of the resident that a medewerker saw. */
  get #gezien() {
    return this.gesprek.berichten.laatsteVan("inwoner", this.gesprek.mensen.gezien);
  }

  get #bewaren() {
    return { stand: this.bewaard, vraag: () => this.#bewaar(), dicht: () => this.#bewaarNiet() };
  }

  #acties = {
    kies: (waarde, label) => this.#zeg(waarde, label),
    probeerOpnieuw: () => {
      this.gesprek.probeerOpnieuw();
      this.#naarInvoer();
    },
    pasAan: (uitgaand) => {
      this.#opTekst([this.gesprek.neemTerug(uitgaand), this.tekst].filter(Boolean).join("\n"));
      this.#naarInvoer();
    },
  };

  #opTekst = (tekst) => {
    this.tekst = tekst;
    this.gesprek.concept = tekst;
  };

  #opTypen = (tekst) => {
    this.#opTekst(tekst);
    if (tekst.trim()) this.gesprek.ikTyp();
  };

  #verstuur() {
    const tekst = this.tekst.trim();
    if (tekst && aantalTekens(tekst) <= MAX_TEKENS) {
      this.#opTekst("");
      this.#zeg(tekst);
    } else {
      this.#naarInvoer();
    }
  }

  #zeg(tekst, label) {
    this.voorlezer.stop();
    this.gesprek.stuur(tekst, label);
    this.#naarInvoer();
  }

  async #naarInvoer() {
    await this.updateComplete;
    this.renderRoot.querySelector("#invoer")?.focus();
  }

  #opOpenen = async () => {
    this.open = true;
    this.gesprek.open();
    await this.updateComplete;
    const venster = this.renderRoot.querySelector("dialog");
    if (matchMedia(KLEIN_SCHERM).matches) {
      venster.removeAttribute("open");
      venster.showModal(); // fills the screen: what is behind it must not take the focus
    }
    await this.#naarInvoer();
    this.#scroller.naarEinde();
  };

  async sluit() {
    this.voorlezer.stop();
    this.vraagtWissen = false;
    this.open = false;
    await this.updateComplete;
    this.renderRoot.querySelector(".starter")?.focus();
  }

  #opToets = (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    if (this.vraagtWissen) this.#wisNiet();
    else if (this.bewaard) this.#bewaarNiet();
    else this.sluit();
  };

  #opAnnuleren = (event) => {
    event.preventDefault();
    this.sluit();
  };

  async #bewaar() {
    this.bewaard = { fase: "bezig" };
    await this.#naarBlok();
    try {
      const verslag = await this.gesprek.verslag();
      this.bewaard = { fase: "klaar", ...verslag };
      this.#bewaardTot = setTimeout(() => this.#bewaarDicht(), new Date(verslag.geldigTot) - Date.now());
    } catch {
      this.bewaard = { fase: "mislukt" };
    }
    await this.#naarBlok();
  }

  async #naarBlok() {
    await this.updateComplete;
    const blok = this.renderRoot.querySelector(".bewaarblok");
    blok?.focus();
    blok?.scrollIntoView({ block: "nearest" });
  }

  #bewaarDicht() {
    clearTimeout(this.#bewaardTot);
    this.bewaard = null;
  }

  async #bewaarNiet() {
    this.#bewaarDicht();
    await this.updateComplete;
    this.renderRoot.querySelector(".bewaar")?.focus();
  }

  async #vraagWissen() {
    this.vraagtWissen = true;
    await this.updateComplete;
    this.renderRoot.querySelector(".wisvraag").focus();
  }

  async #wisNiet() {
    this.vraagtWissen = false;
    await this.updateComplete;
    this.renderRoot.querySelector(".wis").focus();
  }

  async #wis() {
    this.voorlezer.stop();
    this.vraagtWissen = false;
    this.tekst = "";
    this.gesprek.wis();
    await this.updateComplete;
    this.renderRoot.querySelector(".mededeling button")?.focus();
  }

  #opnieuw() {
    this.gesprek.opnieuw();
    this.tekst = this.gesprek.concept;
    this.#naarInvoer();
  }

  willUpdate() {
    if (this.gesprek.crisis) this.nummers.haal(this.gesprek.crisis);
    if (this.gesprek.fase === "gewist") this.tekst = "";
    if (this.gesprek.fase !== "open" && this.bewaard) this.#bewaarDicht();
  }

  updated() {
    const venster = this.renderRoot.querySelector("dialog");
    if (venster && this.open && !venster.open) venster.setAttribute("open", ""); // show() would take the focus
    if (venster && !this.open && venster.open) venster.close();
    const vervolg = `${this.gesprek.berichten.keuzes().length} ${this.#melding()?.tekst ?? ""}${this.#gezien || ""}`;
    this.#scroller.na(this.gesprek.berichten.regels(), vervolg === "0 " ? "" : vervolg);
    this.#kijker.na(this.renderRoot.querySelectorAll(".bericht"));
    if (this.gesprek.fase === "open" && !this.gesprek.bijgelezen) this.#bijgelezen();
  }

  // Only from now on is what comes in news that a screen reader tells of by itself.
  #bijgelezen() {
    setTimeout(() => {
      this.gesprek.bijgelezen = true;
      this.requestUpdate();
    }, 300);
  }
}
