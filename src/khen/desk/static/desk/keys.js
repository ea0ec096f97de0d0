/* Keys of a list: / search, j k and arrows move, x chooses, a all of the page, ? tells. They can be turned off (WCAG 2.1.4). */
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
  const whole = () => {
    const all = document.querySelector("[data-pick-all]");
    if (all) { all.click(); said.textContent = all.checked ? said.dataset.chosen : said.dataset.left; }
    return Boolean(all);
  };
  const search = () => {
    const field = document.querySelector("[data-search-form] input[name=q]");
    if (field) field.focus();
    return Boolean(field);
  };
  const show = () => { tell(); box.showModal(); return true; };
  const KEYS = {
    "/": search, "?": show, x: choose, a: whole, j: () => move(1), k: () => move(-1),
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
/* Ticking the whole page; how many rows are ticked. The list is drawn anew while one filters: asked for each time. */
(() => {
  const picks = () => [...document.querySelectorAll(".desk-pick input[form=together]")];
  document.addEventListener("change", (event) => {
    const form = document.getElementById("together");
    if (!form || event.target.form !== form) return;
    const all = form.querySelector("[data-pick-all]");
    if (event.target === all) picks().forEach((one) => { one.checked = all.checked; });
    const count = picks().filter((one) => one.checked).length;
    all.checked = count > 0 && count === picks().length;
    all.indeterminate = count > 0 && !all.checked;
    form.querySelector("[data-picked]").textContent = count ? `: ${count}` : "";
  });
})();
