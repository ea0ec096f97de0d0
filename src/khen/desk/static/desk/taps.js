/* A form on its way is not sent once more by a second tap, until its page has had time to change or is come back to. */
(() => {
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
})();
