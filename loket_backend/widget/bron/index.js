import { LoketChat } from "./loket-chat.js";

// The script may stand on a page twice.
if (!customElements.get("loket-chat")) customElements.define("loket-chat", LoketChat);
