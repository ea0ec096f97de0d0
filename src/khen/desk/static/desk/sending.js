/* Forms on a bad line. What is typed is kept on this machine; a form goes out once, however often it is pressed and however
   often the line breaks: its slip says to the house which form it is. A session that ended costs nothing that was written. */
(() => {
  const PAUSES = [3, 8, 20, 45, 90], QUIET = 700, LONGEST = 2000; // milliseconds without a key, and with, until what was typed is kept
  const NOT_KEPT = new Set(["csrfmiddlewaretoken", "then"]);
  const person = document.body.dataset.person;
  let form, line, texts, sending = false, tries = 0, timer = 0, soon = 0, since = 0, begun = "", pressed = "", part = "";

  const told = () => [...new FormData(form)].filter(([name, value]) => !NOT_KEPT.has(name) && !(value instanceof File && !value.name)
    && form.elements[name]?.type !== "password");
  const print = (parts) => JSON.stringify(parts.filter(([name]) => name !== "slip" && name !== "shown").map(([name, value]) => [name, value.name ?? value]));
  const keep = async (isLeaving) => {
    clearTimeout(soon);
    since = 0;
    form.dispatchEvent(new Event("khen:keeping")); // an editor puts what is typed into its field
    if (print(told()) === begun) return;
    if (isLeaving === true) texts.leave(told());
    await texts.keep(told());
  };
  const typed = () => {
    clearTimeout(soon);
    since ||= Date.now();
    soon = setTimeout(keep, Math.max(0, Math.min(QUIET, since + LONGEST - Date.now())));
  };
  const leaving = () => { if (since && form?.isConnected && !sending) keep(true); };

  function say(word, ...presses) {
    line.hidden = !word;
    line.querySelector("[data-said]").textContent = word;
    for (const name of ["again", "sign-in"]) line.querySelector(`[data-${name}]`).hidden = !presses.includes(name);
    if (sending) line.scrollIntoView({ block: "nearest" }); // it stands below the buttons, on a phone out of sight
  }

  function fill(parts) {
    const named = new Map();
    for (const [name, value] of parts) named.set(name, [...(named.get(name) ?? []), value]);
    for (const one of form.elements) {
      if (!one.name || NOT_KEPT.has(one.name) || one.type === "submit") continue;
      const values = named.get(one.name) ?? [];
      if (one.type === "file") {
        const files = new DataTransfer();
        values.forEach((file) => files.items.add(file));
        one.files = files.files;
      } else if (one.type === "checkbox" || one.type === "radio") one.checked = values.includes(one.value);
      else if (one.multiple) for (const choice of one.options) choice.selected = values.includes(choice.value);
      else if (values.length) one.value = values[0];
      one.dispatchEvent(new Event("khen:filled", { bubbles: true }));
    }
  }

  function post(body) {
    return new Promise((done, failed) => {
      const request = new XMLHttpRequest();
      request.asked = form.action;
      request.open("POST", form.action);
      request.responseType = "text";
      request.setRequestHeader("X-Requested-With", "khen");
      request.upload.onprogress = ({ loaded, total }) => say(`${line.dataset.sendingText} ${Math.floor((100 * loaded) / total)} %`);
      request.onload = () => done(request);
      request.onerror = request.ontimeout = () => failed(request);
      request.timeout = 15 * 60 * 1000;
      request.send(body);
    });
  }

  async function send() {
    if (sending) return;
    sending = true;
    clearTimeout(timer);
    form.querySelectorAll("[type=submit]").forEach((press) => { press.disabled = true; });
    await shrunk();
    await keep();
    const body = new FormData(form);
    if (pressed) body.set("then", pressed);
    if (bytes(body) > line.dataset.most * 1024 * 1024) say(line.dataset.tooLarge);
    else {
      say(line.dataset.sendingText);
      try {
        await window.sendAhead?.(form, body, line.dataset.parts, partly);
        await heard(await post(body));
      } catch (answer) {
        if (answer.status) await heard(answer);
        else if (answer.name === "NotReadableError") say(line.dataset.unread);
        else waits();
      }
    }
    sending = false;
    form?.querySelectorAll("[type=submit]").forEach((press) => { press.disabled = false; });  // the answer may hold no form
  }

  /* How much of a file is there already: each step is a sign that the line holds. */
  function partly(share) {
    tries = 0;
    part = share < 1 ? `${Math.floor(100 * share)} %` : "";
    say(part ? line.dataset.partSent.replace("{part}", part) : line.dataset.sendingText);
  }

  const bytes = (body) => [...body.values()].reduce((sum, value) => sum + (value.size ?? 0), 0);

  /* Photos that are still being made smaller (desk/files.js) are waited for; the button that was pressed says so. */
  async function shrunk() {
    const made = [...form.elements].map((one) => one.made).filter(Boolean);
    if (!made.length) return;
    const press = [...form.querySelectorAll("[type=submit]")].find((one) => (one.name ? one.value : "") === pressed);
    const label = press?.innerHTML;
    if (press) press.textContent = line.dataset.shrinking;
    say(line.dataset.shrinking);
    await Promise.all(made);
    if (press) press.innerHTML = label;
  }

  async function heard(answer) {
    tries = 0;
    const kind = answer.getResponseHeader("Content-Type") ?? "";
    if (kind.startsWith("application/json")) {
      await texts.forget();
      say(line.dataset.sendingText);
      location.assign(JSON.parse(answer.responseText).place);
      return;
    }
    const page = new DOMParser().parseFromString(answer.responseText, "text/html");
    if (page.body.dataset.person === person) {
      if (answer.status === 201) await texts.forget();
      if (page.getElementById("main")) show(page);
      else whole(answer.responseText);
    } else if (page.body.dataset.person) say(line.dataset.somebodyElse);
    else if (new URL(answer.responseURL).pathname !== new URL(answer.asked, location).pathname) turnedAway(faultOf(page) ?? "lost_session");
    else if (answer.status === 403) turnedAway(faultOf(page));
    else if (answer.status === 413) say(bytes(new FormData(form)) ? line.dataset.tooLarge : line.dataset.tooLong);
    else if (answer.status === 404 || answer.status === 410) say(line.dataset.gone);
    else if (answer.status >= 400 && answer.status < 500) say(line.dataset.refused);
    else say(line.dataset.broken, "again");
  }

  /* Why the house did not let us: the page that says so carries the name (web/faults.py, web/kept_out.html, the door). */
  const faultOf = (page) => page.querySelector("[data-fault]")?.dataset.fault;

  function turnedAway(fault) {
    if (fault === "lost_session") say(line.dataset.signedOut, "sign-in", "again");
    else if (fault === "old_form") say(line.dataset.grownOld, "again");
    else if (fault === "kept_out") say(line.dataset.keptOut, "again");
    else say(line.dataset.forbidden);
  }

  /* A paper to be printed, without the counter's frame: it takes the place of everything. */
  function whole(text) {
    document.open();
    document.write(text);
    document.close();
  }

  function show(page) {
    const files = [...form.elements].filter((one) => one.type === "file").map((one) => [one.name, one.files]);
    document.getElementById("main").replaceWith(page.getElementById("main"));
    history.replaceState(null, "", location.href);
    ready(true);
    for (const [name, chosen] of files) {
      const field = form?.elements[name];
      if (field) { field.files = chosen; window.sendAnew?.(form); field.dispatchEvent(new Event("khen:filled", { bubbles: true })); }
    }
    document.dispatchEvent(new Event("khen:shown"));
    (document.querySelector(".desk-errors") ?? document.getElementById("main")).focus();
    scrollTo(0, 0);
  }

  function waits() {
    say(part ? line.dataset.partKept.replace("{part}", part) : line.dataset.waiting, "again");
    timer = setTimeout(send, 1000 * PAUSES[Math.min(tries++, PAUSES.length - 1)]);
  }

  /* After a new sign-in the form's token is another: it is read from the page as it stands now, if the same person asks. */
  async function again() {
    try {
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
      if (!page.body.dataset.person) return turnedAway(faultOf(page) ?? "lost_session");
      if (page.body.dataset.person !== person) return say(line.dataset.somebodyElse);
      const fresh = page.querySelector("#main form [name=csrfmiddlewaretoken]") ?? page.querySelector("[name=csrfmiddlewaretoken]");
      if (fresh) form.elements.csrfmiddlewaretoken.value = fresh.value;
      return send();
    } catch { return waits(); }
  }

  function ready(isAnswer) {
    form = document.querySelector("form[data-sending]");
    if (!form) return;
    line = form.querySelector(".desk-line");
    begun = isAnswer ? "" : print(told());
    form.addEventListener("input", typed);
    form.addEventListener("change", typed);
    form.addEventListener("submit", (event) => { event.preventDefault(); pressed = event.submitter?.name === "then" ? event.submitter.value : ""; send(); });
    line.querySelector("[data-again]").onclick = again;
    texts ??= window.keptTexts(person, form);
    texts.offer((parts) => print(parts) === begun, keep, fill);
  }

  addEventListener("pagehide", leaving);
  document.addEventListener("visibilitychange", leaving);
  addEventListener("online", () => { if (timer && !sending) again(); });
  ready(false);
})();
