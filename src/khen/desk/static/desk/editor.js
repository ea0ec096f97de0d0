/* Formatted text: a row of presses over an editable area. What goes out is tidy HTML with the marks of a plain text alone,
   whatever was pasted; the house cleans it once more. Without this script the field takes plain text. */
(() => {
  const MOST = 200000; // characters in one paste
  const HEADS = { H1: "h3", H2: "h3", H3: "h3", H4: "h4", H5: "h4", H6: "h4" };
  const BLOCKS = /^(?:P|DIV|SECTION|ARTICLE|HEADER|FOOTER|MAIN|ASIDE|NAV|FIGURE|FIGCAPTION|TABLE|THEAD|TBODY|TFOOT|TR|DL|DT|DD|PRE|ADDRESS|CENTER|FORM|FIELDSET|BODY)$/;
  const SILENT = /^(?:SCRIPT|STYLE|META|LINK|TITLE|HEAD|XML|O:P|TEMPLATE|NOSCRIPT|SVG|MATH|OBJECT|IFRAME)$/i;
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const wrap = (tag, html) => (html.trim() ? `<${tag}>${html.trim()}</${tag}>` : "");

  /* What the house does not keep, as the widget's own words name it (desk/richtext.py). */
  const LOST = { tables: /<table\b/i, pictures: /<(?:img|picture|svg|canvas|video|audio|iframe|object|embed|math|v:imagedata)\b/i };
  /* Word writes the sign or the number of a list's item before its words: a sign is drawn by the list, a number is kept as it reads. */
  const isMark = (node) => /mso-list:\s*ignore/i.test(node.getAttribute("style") ?? ""), isSign = (text) => /^\s*[^\d\s]?\s*$/u.test(text);

  /* The words of a node with bold, italic and links to the outside. */
  function inline(node) {
    if (node.nodeType === Node.TEXT_NODE) return escaped(node.data.replace(/[\s\u00a0]+/g, " "));
    if (node.nodeType !== Node.ELEMENT_NODE || SILENT.test(node.tagName) || (isMark(node) && isSign(node.textContent))) return "";
    if (node.tagName === "BR") return "<br>";
    let html = Array.from(node.childNodes, inline).join("");
    if (!html.trim()) return html;
    if (BLOCKS.test(node.tagName) || node.tagName === "LI") html += " ";
    const { fontWeight, fontStyle } = node.style ?? {};
    const isBold = fontWeight ? fontWeight === "bold" || Number(fontWeight) >= 600 : /^(?:B|STRONG)$/.test(node.tagName);
    const isSlanted = fontStyle ? fontStyle === "italic" : /^(?:I|EM)$/.test(node.tagName);
    if (isBold) html = `<strong>${html}</strong>`;
    if (isSlanted) html = `<em>${html}</em>`;
    const href = node.tagName === "A" ? node.getAttribute("href") ?? "" : "";
    return /^(?:https?:\/\/|mailto:)/i.test(href) ? `<a href="${escaped(href)}">${html}</a>` : html;
  }

  const items = (list) => Array.from(list.children, (one) => (/^(?:UL|OL)$/.test(one.tagName) ? items(one) : wrap("li", inline(one)))).join("");
  const isWordItem = (node) => /MsoListParagraph/.test(node.className ?? "") && /mso-list/i.test(node.getAttribute("style") ?? "")
    && isSign(Array.from(node.querySelectorAll("[style]")).find(isMark)?.textContent ?? "");

  /* Everything inside a node as paragraphs, heads, lists and quotations, none inside another. */
  function tidy(node) {
    let html = "", run = "", listed = "";
    const flush = () => { html += wrap("p", run.replace(/^(?:\s|<br>)+|(?:\s|<br>)+$/g, "")); run = ""; };
    const unlist = () => { html += wrap("ul", listed); listed = ""; };
    for (const child of node.childNodes) {
      const tag = child.nodeType === Node.ELEMENT_NODE ? child.tagName : "";
      if (tag && isWordItem(child)) { flush(); listed += wrap("li", inline(child)); continue; }
      if (listed && (tag || child.data?.trim())) unlist();
      if (SILENT.test(tag)) continue;
      if (HEADS[tag]) { flush(); html += wrap(HEADS[tag], inline(child)); }
      else if (tag === "UL" || tag === "OL") { flush(); html += wrap(tag.toLowerCase(), items(child)); }
      else if (tag === "BLOCKQUOTE") { flush(); html += wrap("blockquote", tidy(child) || ""); }
      else if (tag === "TR") { flush(); html += wrap("p", Array.from(child.cells ?? child.children, (cell) => inline(cell).trim()).filter(Boolean).join(" - ")); }
      else if (tag === "HR") { flush(); html += "<hr>"; }
      else if (BLOCKS.test(tag) || (tag && child.querySelector?.("p,div,ul,ol,h1,h2,h3,h4,h5,h6,table,blockquote"))) { flush(); html += tidy(child); }
      else run += inline(child);
    }
    flush();
    unlist();
    return html;
  }
  const read = (html) => tidy(new DOMParser().parseFromString(html, "text/html").body);
  const paragraphs = (text) => text.split(/\r?\n\s*\r?\n/).map((part) => wrap("p", escaped(part).replace(/\r?\n/g, "<br>"))).join("");

  function begin(frame) {
    const field = frame.querySelector("textarea"), area = frame.querySelector(".desk-editor__area"), bar = frame.querySelector("[role=toolbar]");
    const said = frame.querySelector("[data-said]"), link = frame.querySelector("[data-link]");
    let soon = 0, chosen = null;
    const load = () => { area.innerHTML = /<[a-z]/i.test(field.value) ? read(field.value) : paragraphs(field.value); };
    const say = (...what) => { said.textContent = what.map((one) => said.dataset[one]).join("\n"); if (what.length) said.scrollIntoView({ block: "nearest" }); };
    const keep = () => { clearTimeout(soon); field.value = tidy(area); };
    const change = (command, value) => { area.focus(); document.execCommand(command, false, value); told(); };
    const told = () => { clearTimeout(soon); soon = setTimeout(() => { keep(); field.dispatchEvent(new Event("input", { bubbles: true })); }, 250); marks(); };
    const within = (selector) => { const at = getSelection().anchorNode; return area.contains(at) ? (at.closest ? at : at.parentElement).closest(selector) : null; };
    const marks = () => bar.querySelectorAll("[data-mark]").forEach((press) => press.setAttribute("aria-pressed", String(Boolean(within(press.dataset.mark)))));

    const doings = {
      head: () => change("formatBlock", within("h3") ? "p" : "h3"),
      bold: () => change("bold"),
      italic: () => change("italic"),
      list: () => change("insertUnorderedList"),
      numbers: () => change("insertOrderedList"),
      quote: () => change("formatBlock", within("blockquote") ? "p" : "blockquote"),
      undo: () => change("undo"),
      link: () => { chosen = getSelection().rangeCount ? getSelection().getRangeAt(0).cloneRange() : null; link.hidden = !link.hidden; const given = link.querySelector("input"); given.value = within("a")?.getAttribute("href") ?? ""; if (!link.hidden) given.focus(); },
      set: () => {
        const given = link.querySelector("input").value.trim(), address = /^(?:https?:\/\/|mailto:)/i.test(given) || !given ? given : `https://${given}`;
        link.hidden = true;
        area.focus();
        if (chosen) { getSelection().removeAllRanges(); getSelection().addRange(chosen); }
        if (!address) change("unlink");
        else if (getSelection().isCollapsed && !within("a")) change("insertHTML", `<a href="${escaped(address)}">${escaped(address)}</a>`);
        else change("createLink", address);
      },
    };
    frame.addEventListener("mousedown", (event) => { if (event.target.closest("button")) event.preventDefault(); });
    frame.addEventListener("click", (event) => { const press = event.target.closest("button[data-do]"); if (press) doings[press.dataset.do](); });
    link.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); doings.set(); } });
    area.addEventListener("paste", (event) => {
      event.preventDefault();
      const html = event.clipboardData.getData("text/html"), text = event.clipboardData.getData("text/plain");
      if (text.length <= MOST) document.execCommand("insertHTML", false, (html && html.length <= 20 * MOST && read(html)) || paragraphs(text));
      told();
      const isPicture = !html && !text && event.clipboardData.files.length;
      say(...(text.length > MOST ? ["tooLong"] : Object.keys(LOST).filter((what) => LOST[what].test(html) || (isPicture && what === "pictures"))));
    });
    area.addEventListener("drop", (event) => { event.preventDefault(); say(...(event.dataTransfer.files.length ? ["pictures"] : [])); });
    area.addEventListener("input", told);
    document.addEventListener("selectionchange", () => { if (area.contains(document.activeElement)) marks(); });
    field.addEventListener("khen:filled", load);
    field.form.addEventListener("khen:keeping", keep);
    field.form.addEventListener("submit", keep, { capture: true });
    document.execCommand("defaultParagraphSeparator", false, "p");
    area.setAttribute("aria-labelledby", `${field.id}-label`);
    frame.classList.add("desk-editor--ready");
    field.hidden = true;
    load();
    field.value = tidy(area);
  }
  const all = () => document.querySelectorAll(".desk-editor:not(.desk-editor--ready)").forEach(begin);
  document.addEventListener("khen:shown", all);
  all();
})();
