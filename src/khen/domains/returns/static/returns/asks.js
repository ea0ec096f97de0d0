/* Once a form is chosen, the page shows the bodies that fill it in; what was typed, and ticked among them, stays. */
(() => {
  const PARTS = [".asks-form", ".desk-field--named", ".desk-field--bodies"];
  let last = new URLSearchParams(location.search).get("bieu") ?? "";

  const kept = (part) => [...part.querySelectorAll("input, textarea")].map((one) => [one.name, one.value, one.checked]);

  function put(part, fresh) {
    const given = kept(part), ticked = new Set(given.filter(([, , checked]) => checked).map(([, value]) => value));
    for (const one of fresh.querySelectorAll("input, textarea")) {
      if (one.type !== "checkbox") one.value = given.find(([name]) => name === one.name)?.[1] ?? "";
      else if ((one.checked = ticked.has(one.value))) one.closest("details").open = true;
    }
    part.replaceWith(fresh);
  }

  async function narrow(choice) {
    const key = choice.value;
    if (key === last) return;
    last = key;
    try {
      const page = new DOMParser().parseFromString(await (await fetch(`?bieu=${key}`)).text(), "text/html");
      if (key !== last || !page.querySelector(PARTS[1])) return;
      for (const name of PARTS) put(document.querySelector(name), page.querySelector(name));
    } catch { last = ""; } // no line: the house itself looks which bodies fill the form in
  }

  for (const name of ["change", "khen:filled"]) {
    document.addEventListener(name, (event) => { if (event.target.name === "form") narrow(event.target); });
  }
})();
