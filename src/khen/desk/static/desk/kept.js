/* What was typed into forms, kept on this machine: each opening of a form under a key of its own, so that nothing is written over
   a text that nobody has answered for. Those of this person at this page are offered at its head until each is taken or thrown away;
   where the page has no form (any more), and on the page of the record, they can be read and copied. */
window.keptTexts = (person, form) => {
  const DAYS = 30, MOST = 10, IN_SIGHT = 2, WORDS = 90; // texts of one page; before the rest folds away; characters shown of one
  const PATIENCE = 4000; // milliseconds that the browser's store has to answer
  const base = `${person} ${location.pathname}`; // what earlier editions of this script kept lies under it alone
  const fresh = (place = location.pathname) => `${person} ${place} ${Date.now()}-${Math.random().toString(36).slice(2)}`;
  const isHere = (key) => key === base || String(key).startsWith(form ? `${base} ` : base);
  const newest = (texts) => texts.sort((one, other) => other.at - one.at);
  let own = fresh(), isNew = true; // the key of this opening, and whether nothing lies under it yet
  let left = 0; // how often its words were laid beside the store

  const opened = (work) => new Promise((done, failed) => {
    const open = indexedDB.open("khen", 1);
    open.onupgradeneeded = () => open.result.createObjectStore("drafts");
    open.onerror = () => failed(open.error);
    open.onsuccess = () => {
      const end = (how, what) => { open.result.close(); how(what); };
      try {
        const deal = open.result.transaction("drafts", "readwrite");
        deal.oncomplete = () => end(done);
        deal.onabort = deal.onerror = () => end(failed, deal.error);
        work(deal.objectStore("drafts"));
      } catch (fault) { end(failed, fault); }
    };
  });
  /* Whether it was done. A browser that keeps nothing, or never answers whether it does, still sends. */
  const store = (work) => Promise.race([opened(work).then(() => true, () => false), new Promise((go) => setTimeout(go, PATIENCE, false))]);

  /* The texts of this person at this page but the one being written. What is older than DAYS goes, whosever it is. */
  function others(drafts, told) {
    const found = [];
    drafts.openCursor().onsuccess = ({ target: { result: row } }) => {
      if (!row) return told(newest(found));
      if (Date.now() - row.value.at > DAYS * 864e5) row.delete();
      else if (isHere(row.key) && row.key !== own) found.push({ key: row.key, ...row.value });
      row.continue();
    };
  }

  /* `late` is what of it was typed after the rest had left: on other pages that alone is read. */
  const row = (parts, late) => ({ at: Date.now(), parts, words: all(late ?? parts), ...(late && { late: true }) });

  /* Whether the store has it. The first words of an opening may be one text too many: then the oldest is kept no longer, and the
     page says which. */
  async function keep(parts, late) {
    let gone = [];
    const isFirst = isNew, place = own, times = left;
    isNew = false;
    const isKept = await store((drafts) => {
      drafts.put(row(parts, late), place);
      if (isFirst && !late) others(drafts, (found) => { gone = found.slice(MOST - 1); gone.forEach(({ key }) => drafts.delete(key)); });
    });
    if (isKept && times === left) slate.removeItem(beside(place)); // else later words lie there
    if (gone.length) tell("gone", gone[0]);
    return isKept;
  }
  /* What lies under `own` stays there to be offered; what is typed from now on is another text. */
  const begin = (place) => { own = fresh(place); isNew = true; };
  function forget(place) {
    const before = own;
    begin(place);
    slate.removeItem(beside(before));
    return store((drafts) => drafts.delete(before));
  }

  /* A page that goes away may not wait for the store: its last words lie beside it, and the next page puts them in. */
  const slate = (() => { try { return localStorage; } catch { return { setItem() {}, removeItem() {} }; } })();
  const BESIDE = "khen ", beside = (key) => BESIDE + key;
  function leave(parts, late) {
    left += 1;
    const last = { ...row(parts, late), parts: parts.filter(([, value]) => typeof value === "string") };
    try { slate.setItem(beside(own), JSON.stringify(last)); } catch { /* more than it holds: the store has what was there before */ }
  }
  const settle = () => store((drafts) => {
    for (const place of Object.keys(slate).filter((one) => one.startsWith(BESIDE))) {
      const key = place.slice(BESIDE.length), last = JSON.parse(slate.getItem(place));
      drafts.get(key).onsuccess = ({ target: { result } }) => {
        const files = (result?.parts ?? []).filter(([, value]) => typeof value !== "string");
        if (!(result?.at > last.at)) drafts.put({ ...last, parts: [...last.parts, ...files] }, key);
        slate.removeItem(place);
      };
    }
  });

  /* From now on it is the text of this opening: as it stands at this moment, another window may have gone on writing it. */
  async function take({ key, at, parts }) {
    let now = { at, parts };
    const place = fresh();
    await store((drafts) => {
      drafts.get(key).onsuccess = ({ target: { result } }) => {
        now = result ?? now;
        drafts.put(now, place);
        drafts.delete(key);
      };
    });
    own = place;
    isNew = false;
    return now.parts;
  }

  /* Only what was offered is thrown away, not what another window has written since. */
  const drop = ({ key, at }) => store((drafts) => {
    drafts.get(key).onsuccess = ({ target: { result } }) => { if (result?.at === at) drafts.delete(key); };
  });

  const isTyped = (field) => /^(?:text|textarea|search|url|email|tel|number)$/.test(field?.type);
  const bare = (html) => new DOMParser().parseFromString(html.replace(/<[^>]*>/g, " "), "text/html").body.textContent;
  const two = (number) => String(number).padStart(2, "0");
  const clock = (at) => `${two(at.getHours())}:${two(at.getMinutes())}`;
  const day = (at) => `${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}`;
  const when = ({ at }) => `${clock(new Date(at))} ${day(new Date(at))}`; // as the house writes it
  /* Everything that was typed, to be read: without the form it is what was kept beside the text. */
  function all(parts, kept) {
    if (!form) return kept ?? parts.map(([, value]) => value).filter((value) => typeof value === "string" && /\s/.test(value)).map(bare);
    const typed = parts.filter(([name, value]) => isTyped(form.elements[name]) && value.trim())
      .map(([name, value]) => (form.elements[name].closest(".desk-editor") ? bare(value.replace(/<\/(?:p|li|h\d)>|<br>/g, "\n")) : value).trim());
    return typed.length ? typed : parts.map(([, value]) => value.name ?? "").filter(Boolean);
  }
  function words(text) {
    const line = all(text.parts, text.words).join(" - ").replace(/\s+/g, " ").trim();
    return line.length > WORDS ? `${line.slice(0, WORDS).trim()}…` : line || "…";
  }

  const head = (named = "") => document.querySelector(`.desk-kept ${named}`.trim());
  function tell(what, text) {
    const line = head("[data-kept-said]");
    line.textContent = line.dataset[what].replace("{when}", when(text)).replace("{words}", words(text));
    line.hidden = head().hidden = false;
  }

  function line(text, place, answers) {
    const shown = head("template").content.firstElementChild.cloneNode(true), said = shown.querySelector("[data-kept-words]");
    said.id = `kept-${place}`;
    said.textContent = words(text);
    shown.querySelector("[data-kept-when]").textContent = when(text);
    shown.querySelector("[data-kept-late]").hidden = !text.late;
    for (const press of shown.querySelectorAll("button")) {
      press.setAttribute("aria-describedby", said.id);
      press.onclick = () => answers(press, text);
    }
    if (form) return shown;
    shown.querySelector("[data-kept-all]").value = all(text.parts, text.words).join("\n\n");
    const there = String(text.key).split(" ")[1];
    shown.querySelector("[data-kept-there]").href = there;
    shown.querySelector("[data-kept-there]").hidden = there === location.pathname;
    return shown;
  }

  /* Draws what is offered. `isKnown` tells what stands in the form anyhow; `put` fills the form with a text, after `aside` has
     kept what stood there, to be offered in its turn. */
  async function offer(isKnown, aside, put) {
    async function answers(press, text) {
      head().querySelectorAll("button").forEach((one) => { one.disabled = true; }); // a second tap would answer twice
      if ("take" in press.dataset) {
        await aside();
        put(await take(text));
      } else await drop(text);
      await offer(isKnown, aside, put);
      document.getElementById("main").focus({ preventScroll: true });
    }
    let texts = [];
    await settle();
    await store((drafts) => others(drafts, (found) => { texts = found.filter(({ parts }) => !isKnown(parts)); }));
    const lines = texts.map((text, place) => line(text, place, answers));
    head("[data-kept-first]").replaceChildren(...lines.slice(0, IN_SIGHT));
    head("[data-kept-rest]").replaceChildren(...lines.slice(IN_SIGHT));
    head("[data-kept-count]").textContent = lines.length - IN_SIGHT;
    head("[data-kept-more]").hidden = lines.length <= IN_SIGHT;
    head("[data-kept-said]").hidden = true;
    head().hidden = !lines.length;
    if (lines.length >= MOST) tell("full", texts.at(-1));
  }

  return { keep, leave, begin, forget, offer };
};

/* On a page without a form: what was typed on it, or on the pages below it. */
if (document.querySelector(".desk-kept[data-under]")) window.keptTexts(document.body.dataset.person, null).offer(() => false);
