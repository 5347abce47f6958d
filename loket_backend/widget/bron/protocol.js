/** The chat protocol over HTTP (contract section 6): one function a call, and three kinds of failure. */

/** Worth another try: no network, a server that is down or busy, a proxy's own error page. */
export class Tijdelijk extends Error {
  constructor(reden, wachtMs = 0) {
    super(reden);
    this.wachtMs = wachtMs;
  }
}

/** The loket does not know this conversation (any more), or not this token. */
export class GesprekOnbekend extends Error {}

/** The loket read the message and says no; the same message again gets the same answer. */
export class Geweigerd extends Error {}

const LATER_OPNIEUW = new Set([408, 425, 429]);

export class Protocol {
  #basis;
  #verhuizing;

  constructor(basis) {
    this.#basis = new URL("v1/gesprekken", basis).href;
    this.#verhuizing = new URL("widget/verhuizing", basis).href;
  }

  /** → {id, token, berichten} */
  open() {
    return this.#vraag("", { method: "POST", body: { kanaal: "web" } });
  }

  /** → {id, token} of a conversation that began elsewhere; the code works once. */
  haalOp(code) {
    return this.#vraag("", { method: "POST", body: { code }, basis: this.#verhuizing });
  }

  /** → {volgnummer}, once the message is durable; the same clientBerichtId again has no second effect. */
  stuur({ id, token }, { clientBerichtId, tekst }) {
    return this.#vraag(`/${id}/berichten`, { method: "POST", token, body: { clientBerichtId, tekst } });
  }

  /** → {berichten, status, bezig, crisis, kenmerk}; waits at most `wacht` seconds for something new. */
  lees({ id, token }, na, wacht, signaal) {
    const geduldMs = (wacht + 12) * 1000;
    return this.#vraag(`/${id}/berichten?na=${na}&wacht=${wacht}`, { token, signaal, geduldMs });
  }

  /** Everything up to and including this number was on the screen. */
  gezien({ id, token }, volgnummer) {
    return this.#vraag(`/${id}/gezien`, { method: "POST", token, body: { volgnummer } });
  }

  typt({ id, token }) {
    return this.#vraag(`/${id}/typt`, { method: "POST", token });
  }

  /** → {adres, geldigTot}: the conversation as a page; with `.pdf` behind it as PDF. The address is whole. */
  async verslag({ id, token }) {
    const { adres, geldigTot } = await this.#vraag(`/${id}/verslag`, { method: "POST", token });
    return { adres: new URL(adres.replace(/^\//, ""), new URL("../", this.#basis)).href, geldigTot };
  }

  stroomAdres({ id }) {
    return `${this.#basis}/${encodeURIComponent(id)}/stroom`;
  }

  async #vraag(pad, { method = "GET", token, body, signaal, geduldMs = 15_000, basis = this.#basis }) {
    const headers = { Accept: "application/json" };
    if (token) headers.Authorization = `Bearer ${token}`;
    if (body) headers["Content-Type"] = "application/json";
    const klok = new AbortController();
    const wekker = setTimeout(() => klok.abort(), geduldMs);
    const afbreken = () => klok.abort();
    signaal?.addEventListener("abort", afbreken);
    try {
      const antwoord = await fetch(basis + pad, {
        method, headers, body: body && JSON.stringify(body), cache: "no-store", credentials: "omit",
        referrerPolicy: "no-referrer", signal: klok.signal,
      });
      return await uitkomst(antwoord);
    } catch (fout) {
      throw isVanOns(fout) ? fout : new Tijdelijk(String(fout));
    } finally {
      clearTimeout(wekker);
      signaal?.removeEventListener("abort", afbreken);
    }
  }
}

async function uitkomst(antwoord) {
  if (antwoord.status === 204) return null;
  if (antwoord.ok) return antwoord.json();
  // A proxy that says 404 while the loket restarts does not speak JSON: that is no verdict on the conversation.
  const vanHetLoket = (antwoord.headers.get("content-type") ?? "").includes("json");
  if (antwoord.status >= 500 || LATER_OPNIEUW.has(antwoord.status) || !vanHetLoket) {
    throw new Tijdelijk(`HTTP ${antwoord.status}`, wachttijd(antwoord));
  }
  if (antwoord.status === 404) throw new GesprekOnbekend();
  throw new Geweigerd(`HTTP ${antwoord.status}`);
}

/** Milliseconds of the Retry-After header, at most five minutes. */
function wachttijd(antwoord) {
  const seconden = Number(antwoord.headers.get("retry-after"));
  return Number.isFinite(seconden) ? Math.min(seconden, 300) * 1000 : 0;
}

const isVanOns = (fout) =>
  fout instanceof Tijdelijk || fout instanceof GesprekOnbekend || fout instanceof Geweigerd;
