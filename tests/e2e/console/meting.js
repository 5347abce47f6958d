// Measures a page as it stands on the screen: what sticks out, what is cut off, what lies on top of something else; and ids that stand there twice.
() => {
  const kort = (knoop) => {
    const e = knoop.nodeType === 3 ? knoop.parentElement : knoop;
    const naam = e.id ? `#${e.id}` : [e.tagName.toLowerCase(), ...e.classList].join(".");
    return `${naam} “${(knoop.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40)}”`;
  };
  const stijl = (e) => getComputedStyle(e);
  const verborgen = (e) => {
    // what is folded in has a size all the same
    if (!e.checkVisibility({contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true})) return true;
    for (let a = e; a && a !== document.body; a = a.parentElement) {
      const s = stijl(a);
      // a skip link waits off the screen, and what is for screen readers only is one pixel
      if (a.classList.contains("utrecht-skip-link")) return true;
      if (s.position === "absolute" && (s.clipPath !== "none" || s.clip !== "auto")) return true;
      // WCAG 1.4.10 lets a chart and a table of figures keep their width, in a box that the keyboard can scroll
      if (a.tabIndex === 0 && a.querySelector(":scope > :is(svg, table)")) return true;
    }
    return false;
  };
  // what of a piece of text is to be seen: a box that scrolls shows a part of what is in it
  const zichtbaar = (r, e) => {
    const v = {l: r.left, r: r.right, b: r.top, o: r.bottom};
    for (let a = e; a && a !== document.body; a = a.parentElement) {
      if (stijl(a).overflowY === "visible") continue;
      const k = a.getBoundingClientRect();
      v.b = Math.max(v.b, k.top);
      v.o = Math.min(v.o, k.bottom);
    }
    return v.o - v.b < 1 ? null : v;
  };
  const wortel = document.scrollingElement;
  const breed = wortel.clientWidth;
  const afgekapt = [];
  for (const e of document.body.querySelectorAll("*")) {
    if (!e.getClientRects().length || verborgen(e)) continue;
    const s = stijl(e);
    const knipt = s.overflowX !== "visible" && !["INPUT", "SELECT", "TEXTAREA"].includes(e.tagName);
    if (knipt && s.display !== "inline" && e.scrollWidth > e.clientWidth + 1) afgekapt.push(`schuift of knipt: ${kort(e)}`);
    if (knipt && ["hidden", "clip"].includes(s.overflowY) && e.scrollHeight > e.clientHeight + 1) afgekapt.push(`te laag: ${kort(e)}`);
  }
  const vakken = [];
  const loper = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let t = loper.nextNode(); t; t = loper.nextNode()) {
    const ouder = t.parentElement;
    if (!t.textContent.trim() || ["SCRIPT", "STYLE", "TITLE", "OPTION"].includes(ouder.tagName) || verborgen(ouder)) continue;
    const bereik = document.createRange();
    bereik.selectNodeContents(t);
    for (const r of bereik.getClientRects()) {
      if (r.width < 1 || r.height < 1) continue;
      if (r.right > breed + 1 || r.left < -1) afgekapt.push(`buiten beeld: ${kort(t)}`);
      const vak = zichtbaar(r, ouder);
      if (vak) vakken.push({t, ...vak});
    }
  }
  vakken.sort((x, y) => x.b - y.b);
  const overlap = [];
  for (let i = 0; i < vakken.length; i += 1) {
    for (let j = i + 1; j < vakken.length && vakken[j].b < vakken[i].o; j += 1) {
      const [x, y] = [vakken[i], vakken[j]];
      if (x.t === y.t) continue;
      const hoog = Math.min(x.o, y.o) - Math.max(x.b, y.b);
      const naast = Math.min(x.r, y.r) - Math.max(x.l, y.l);
      if (naast > 2 && hoog > 0.4 * Math.min(x.o - x.b, y.o - y.b)) overlap.push(`${kort(x.t)} op ${kort(y.t)}`);
    }
  }
  // a name by id is that of the first one, and axe does not see which one that is
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  const dubbel = ids.filter((id, nr) => ids.indexOf(id) !== nr).map((id) => `id staat er twee keer: ${id}`);
  return {
    opzij: wortel.scrollWidth - breed,
    dubbel: [...new Set(dubbel)].slice(0, 8),
    afgekapt: [...new Set(afgekapt)].slice(0, 8),
    overlap: [...new Set(overlap)].slice(0, 8),
  };
}
