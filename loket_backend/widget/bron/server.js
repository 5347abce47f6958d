/** Where the loket lives: from the script's own address, so that one <script> line is all a page needs. */

// Read while the script runs: afterwards `currentScript` is null.
const EIGEN_ADRES = globalThis.document?.currentScript?.src ?? "";

/** The base with a closing slash: `https://loket.example/` for `https://loket.example/widget/loket-chat.js`. */
export function basisAdres(server, scriptAdres = EIGEN_ADRES) {
  if (server) return new URL(server.endsWith("/") ? server : `${server}/`, document.baseURI).href;
  if (scriptAdres) return new URL("../", scriptAdres).href;
  return new URL("/", document.baseURI).href;
}
