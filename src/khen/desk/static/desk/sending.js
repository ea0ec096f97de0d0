/* Forms on a bad line. What is typed is kept on this machine; a form goes out once, however often it is pressed and however
   often the line breaks: its slip says to the house which form it is. A session that ended costs nothing that was written. */
(() => {
  const PAUSES = [3, 8, 20, 45, 90], QUIET = 700, LONGEST = 2000; // milliseconds without a key, and with, until what was typed is kept
  const NOT_KEPT = new Set(["csrfmiddlewaretoken", "then"]);
  const person = document.body.dataset.person;
  let form, line, texts, sending = false, isOver = false, tries = 0, timer = 0, soon = 0, since = 0, begun = "", pressed = null, part = "";
  let strokes = 0, kept = 0; // how often something was typed, and up to which of these the browser's store has answered
  let gone = []; // what the form held when it left, while its answer is awaited

  /* What a page puts into hidden fields it says of itself, anew each time it is opened; the slip alone is of what was typed. */
  const isTyped = (one) => one?.name === "slip" || !/^(?:hidden|password)$/.test(one?.type);
  const told = () => [...new FormData(form)].filter(([name, value]) => !NOT_KEPT.has(name) && !(value instanceof File && !value.name)
    && isTyped(form.elements[name]));
  const plain = (value) => (value instanceof File ? [value.name, value.size] : value);
  const print = (parts) => JSON.stringify(parts.filter(([name]) => name !== "slip").map(([name, value]) => [name, plain(value)]));
  const byName = (parts) => parts.reduce((all, one) => all.set(one[0], [...(all.get(one[0]) ?? []), one]), new Map());
  const keep = async (isLeaving) => {
    clearTimeout(soon);
    since = 0;
    if (!form?.isConnected) return;
    form.dispatchEvent(new Event("khen:keeping")); // an editor puts what is typed into its field
    const upTo = strokes, isAsBegun = print(told()) === begun;
    if (isLeaving === true && !isAsBegun) texts.leave(told(), late());
    if (isAsBegun || await texts.keep(told(), late())) kept = Math.max(kept, upTo);
  };
  const typed = () => {
    clearTimeout(soon);
    strokes += 1;
    since ||= Date.now();
    soon = setTimeout(keep, Math.max(0, Math.min(QUIET, since + LONGEST - Date.now())));
    line.querySelector("[data-late]").hidden = !gone.length;
  };
  const leaving = () => { if (kept < strokes) keep(true); };

  /* The names of what stands in the form otherwise than it left. */
  function differing() {
    const before = byName(gone), now = byName(told());
    return new Set([...before.keys(), ...now.keys()].filter((name) => print(before.get(name) ?? []) !== print(now.get(name) ?? [])));
  }
  function late() {
    if (!isOver) return null;
    const names = differing();
    return told().filter(([name]) => names.has(name));
  }

  function say(word, ...presses) {
    line.hidden = !word;
    line.querySelector("[data-said]").textContent = word;
    for (const name of ["again", "sign-in"]) line.querySelector(`[data-${name}]`).hidden = !presses.includes(name);
    if (sending) line.scrollIntoView({ block: "nearest" }); // it stands below the buttons, on a phone out of sight
  }

  /* Puts `parts` into the form; where `names` are given, these fields alone. */
  function fill(parts, names) {
    const named = byName(parts);
    for (const one of form.elements) {
      if (!one.name || NOT_KEPT.has(one.name) || one.type === "submit" || !isTyped(one) || names?.has(one.name) === false) continue;
      const values = (named.get(one.name) ?? []).map(([, value]) => value);
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
    gone = told();
    const body = new FormData(form);
    if (pressed?.name) body.set(pressed.name, pressed.value);
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
    if (isOver) return; // the next page is on its way
    sending = false;
    gone = [];
    if (form) line.querySelector("[data-late]").hidden = true; // it goes along the next time
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
    const press = pressed, label = press?.innerHTML;
    if (press) press.textContent = line.dataset.shrinking;
    say(line.dataset.shrinking);
    await Promise.all(made);
    if (press) press.innerHTML = label;
  }

  async function heard(answer) {
    tries = 0;
    const kind = answer.getResponseHeader("Content-Type") ?? "";
    if (kind.startsWith("application/json")) {
      const { place } = JSON.parse(answer.responseText);
      await taken(new URL(place, location).pathname);
      say(line.dataset.sendingText);
      location.assign(place);
      return;
    }
    const page = new DOMParser().parseFromString(answer.responseText, "text/html");
    if (page.body.dataset.person === person) {
      if (answer.status === 201) await taken(location.pathname);
      if (page.getElementById("main")) await show(page);
      else whole(answer.responseText);
    } else if (page.body.dataset.person) say(line.dataset.somebodyElse);
    else if (new URL(answer.responseURL).pathname !== new URL(answer.asked, location).pathname) turnedAway(faultOf(page) ?? "lost_session");
    else if (answer.status === 403) turnedAway(faultOf(page));
    else if (answer.status === 413) say(bytes(new FormData(form)) ? line.dataset.tooLarge : line.dataset.tooLong);
    else if (answer.status === 404 || answer.status === 410) say(line.dataset.gone);
    else if (answer.status >= 400 && answer.status < 500) say(line.dataset.refused);
    else say(line.dataset.broken, "again");
  }

  /* The house has what was sent: no more of it is kept. What was typed since is a text of its own, also what is typed while the
     next page is on its way: it stands at the head of that page, or of this one's next opening where that one is below it. */
  async function taken(place) {
    isOver = true;
    begun = print(gone);
    form.elements.slip?.remove(); // it names what was taken in
    await texts.forget(location.pathname.startsWith(place) ? location.pathname : place);
    await keep();
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

  /* In place of the page the house's answer; what was typed while it was awaited stays in its fields. Where the answer has no
     such fields it is offered at its head. */
  async function show(page) {
    await keep();
    const now = told(), names = isOver ? new Set() : differing(), next = page.querySelector("form[data-sending]");
    if (next && [...names].some((name) => !next.elements[name] || next.elements[name].type === "hidden")) texts.begin();
    const files = [...form.elements].filter((one) => one.type === "file").map((one) => [one.name, one.files]);
    document.getElementById("main").replaceWith(page.getElementById("main"));
    history.replaceState(null, "", location.href);
    ready(true);
    for (const [name, chosen] of files) {
      const field = form?.elements[name];
      if (field) { field.files = chosen; window.sendAnew?.(form); field.dispatchEvent(new Event("khen:filled", { bubbles: true })); }
    }
    if (form && names.size) fill(now, names);
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
    form.addEventListener("submit", (event) => { event.preventDefault(); pressed = event.submitter; send(); });
    line.querySelector("[data-again]").onclick = again;
    texts ??= window.keptTexts(person, form);
    texts.offer((parts) => print(parts) === begun, keep, (parts) => fill(parts));
  }

  addEventListener("pagehide", leaving);
  addEventListener("pageshow", ({ persisted }) => { if (persisted && isOver) location.reload(); }); // nothing is sent from it twice
  document.addEventListener("visibilitychange", leaving);
  addEventListener("online", () => { if (timer && !sending) again(); });
  ready(false);
})();
