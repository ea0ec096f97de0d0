/* Keys of a list: / search, j k and arrows move, x chooses, ? tells. They can be turned off (WCAG 2.1.4). */
(() => {
  const KEPT = "khen-keys";
  const box = document.getElementById("desk-keys");
  const open = document.querySelector("[data-keys-open]");
  const turn = box && box.querySelector("[data-keys-switch]");
  const said = document.querySelector("[data-keys-said]");
  if (!box || !open || !turn || !said) return;
  const isOn = () => localStorage.getItem(KEPT) !== "0";
  const tell = () => { turn.textContent = isOn() ? box.dataset.on : box.dataset.off; };
  const rows = () => [...document.querySelectorAll("#listing-results table.listing tbody tr")];
  const here = () => document.activeElement.closest("#listing-results tbody tr");
  const move = (step) => {
    const all = rows(), next = all[Math.min(Math.max(all.indexOf(here()) + step, 0), all.length - 1)];
    const link = next && next.querySelector("td.title a");
    if (link) link.focus();
    return Boolean(link);
  };
  const choose = () => {
    const pick = here() && here().querySelector(".desk-pick input");
    if (pick) { pick.click(); said.textContent = pick.checked ? said.dataset.chosen : said.dataset.left; }
    return Boolean(pick);
  };
  const search = () => {
    const field = document.querySelector("[data-search-form] input[name=q]");
    if (field) field.focus();
    return Boolean(field);
  };
  const show = () => { tell(); box.showModal(); return true; };
  const KEYS = {
    "/": search, "?": show, x: choose, j: () => move(1), k: () => move(-1),
    ArrowDown: () => Boolean(here()) && move(1), ArrowUp: () => Boolean(here()) && move(-1),
  };
  const types = (place) => place.closest("input:not([type=checkbox]), textarea, select, [contenteditable], [role=menu], dialog");
  document.addEventListener("keydown", (event) => {
    const act = Object.hasOwn(KEYS, event.key) && KEYS[event.key];
    if (!act || !isOn() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || types(event.target)) return;
    if (act()) event.preventDefault();
  });
  turn.addEventListener("click", () => { localStorage.setItem(KEPT, isOn() ? "0" : "1"); tell(); });
  open.addEventListener("click", show);
  open.hidden = false;
})();
