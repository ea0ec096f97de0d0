/* The menu stands open where there is room for it, and closes again on a phone by itself. */
const side = document.getElementById("frame-side");
const wide = matchMedia("(min-width: 50rem)");
const settle = () => { side.open = wide.matches; };
wide.addEventListener("change", settle);
settle();
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !wide.matches) side.open = false; });
document.addEventListener("click", (event) => { if (!wide.matches && !side.contains(event.target)) side.open = false; });
/* A form on its way is not sent once more by a second tap, until its page has had time to change or is come back to. */
const NEXT = 8000; // milliseconds
const underWay = new Set();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (underWay.has(form)) { event.preventDefault(); return; }
  underWay.add(form);
  setTimeout(() => underWay.delete(form), NEXT);
});
addEventListener("pageshow", () => underWay.clear());
