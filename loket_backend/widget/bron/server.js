/** Where the loket lives: from the script's own address, so that one <script> line is all a page needs. */

// Read while the script runs: afterwards `currentScript` is null.
const EIGEN_ADRES = globalThis.document?.currentScript?.src ?? "";

/** The one-time code in the address of the loket's own page, taken out of it: nobody needs it in their history. */
export function neemCode(basis) {
  const adres = new URL(location.href);
  const code = adres.searchParams.get("gesprek");
  if (!code || new URL(basis).origin !== adres.origin) return null;
  adres.searchParams.delete("gesprek");
  history.replaceState(history.state, "", adres.href);
  return code;
}

/** The base with a closing slash: `https://loket.example/` for `https://loket.example/widget/loket-chat.js`. */
export function basisAdres(server, scriptAdres = EIGEN_ADRES) {
  if (server) return new URL(server.endsWith("/") ? server : `${server}/`, document.baseURI).href;
  if (scriptAdres) return new URL("../", scriptAdres).href;
  return new URL("/", document.baseURI).href;
}
