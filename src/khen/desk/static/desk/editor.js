/* Formatted text: a row of presses over an editable area. What goes out is tidy HTML with the marks of a plain text alone,
   whatever was pasted; the house cleans it once more. Without this script the field takes plain text. */
(() => {
  const MOST = 100000; // characters in one paste
  const HEADS = { H1: "h3", H2: "h3", H3: "h3", H4: "h4", H5: "h4", H6: "h4" };
  const BLOCKS = /^(?:P|DIV|SECTION|ARTICLE|HEADER|FOOTER|MAIN|ASIDE|NAV|FIGURE|FIGCAPTION|TABLE|THEAD|TBODY|TFOOT|TR|DL|DT|DD|PRE|ADDRESS|CENTER|FORM|FIELDSET|BODY|CAPTION|DETAILS|SUMMARY|LEGEND|DIALOG|HGROUP|SEARCH|MENU|DIR)$/;
  const PARTING = /^(?:LI|UL|OL|H[1-6]|BLOCKQUOTE|TD|TH|HR|OPTION)$/, WITHIN = "p,div,ul,ol,li,h1,h2,h3,h4,h5,h6,table,blockquote,hr,section,article,pre,dl";
  const ASIDE = /^(?:IMG|SVG|MATH|OBJECT|IFRAME|VIDEO|AUDIO|CANVAS|INPUT|BUTTON|RT|RP|SUP|SUB)$/i; // its neighbours stay apart
  const PART = "\u001e"; // stands where a block began or ended, until it is known what stands beside it
  const SIGNS = { super: "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", sub: "₀₁₂₃₄₅₆₇₈₉₊₋" };
  const SILENT = /^(?:SCRIPT|STYLE|META|LINK|TITLE|HEAD|XML|O:P|TEMPLATE|NOSCRIPT|SVG|MATH|OBJECT|IFRAME)$/i;
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const wrap = (tag, html, said = "") => (html.trim() ? `<${tag}${said}>${html.trim()}</${tag}>` : "");

  const parted = (html) => html.split(PART).map((piece) => piece.replace(/^(?:\s|<br>)+|(?:\s|<br>)+$/g, "")).filter(Boolean).join("<br>");

  /* What its author does not show, struck out or hidden, bears Word's own class for that (as atoms/unshown.py); what stands within
     no size or unseen may be shown all the same. */
  const NOUGHT = /^(?:.*\s)?0+(?:\.0*)?(?:[a-z]+|%)?(?:[\s/].*)?$/, SAME = { "text-decoration-line": "text-decoration", font: "font-size" };
  const RELATIVE = /^(?:.*\s)?(?:inherit|unset|smaller|larger|(?!0+(?:\.0*)?[e%])[0-9.]+(?:em|ex|%))(?:[\s/].*)?$/;
  const AWAY = { "text-decoration": /\bline-through/, "text-line-through": /^(?:single|double)$/, display: /^none$/, "mso-hide": /^(?:all|screen)$/,
    visibility: /^(?:hidden|collapse)$/, "font-size": NOUGHT };
  const HANDED = { "font-size": ["khenLarge", "khenSmall"], visibility: ["khenSeen", "khenUnseen"] };
  const declared = (style) => Object.fromEntries(Array.from(style.matchAll(/([\w-]+)\s*:([^;{}]*)/g), ([, name, value]) => [SAME[name.toLowerCase()] ?? name.toLowerCase(), value.toLowerCase().replace("!important", "").trim()])
    .filter(([name, value]) => Object.hasOwn(AWAY, name) && !(name === "font-size" && RELATIVE.test(value))).map(([name, value]) => [name, AWAY[name].test(value)]));
  const signs = (said) => [...(Object.keys(said).some((name) => said[name] && !HANDED[name]) ? ["msoDel"] : []), ...Object.keys(HANDED).filter((name) => name in said).map((name) => HANDED[name][Number(said[name])])];
  const UNSHOWN = "del,s,strike,.msoDel", FAINT = ".khenSmall,.khenUnseen";
  const isUnshown = (node) => node.matches(UNSHOWN) || signs(declared(node.getAttribute("style") ?? "")).includes("msoDel");
  const isFaint = (node) => Object.values(HANDED).some(([back, away]) => node.closest(`.${back},.${away}`)?.classList.contains(away));
  /* The rules of a sheet that hold everywhere, and not for some screens alone; without remarks. */
  function rules(sheet) {
    const found = [], bare = sheet.replaceAll("<!--", "").replaceAll("-->", "").split("/*").map((part, at) => (at ? part.split("*/").slice(1).join("*/") : part)).join("");
    let depth = 0, selector = "";
    for (const [, words, sign] of bare.matchAll(/([^{}]*)([{}]|$)/g)) {
      if (sign === "{") { selector = depth ? selector : words.trim(); depth += 1; continue; }
      if (depth === 1 && !selector.startsWith("@")) found.push([selector, declared(words)]);
      depth = Math.max(0, depth - 1);
    }
    return found.filter(([, said]) => Object.keys(said).length);
  }
  const matched = (page, selector) => { try { return page.querySelectorAll(selector); } catch { return []; } };
  function told(page) {
    const known = new Map(), note = (node, said) => known.set(node, { ...known.get(node), ...said });
    const every = Array.from(page.querySelectorAll("style")).slice(0, 20).flatMap((sheet) => rules(sheet.textContent));
    for (const [selector, said] of every.slice(0, 500)) for (const node of matched(page, selector)) note(node, said);
    for (const node of page.querySelectorAll("[style],[hidden]")) note(node, { ...(node.hasAttribute("hidden") ? { display: true } : {}), ...declared(node.getAttribute("style") ?? "") });
    for (const [node, said] of known) node.classList.add(...signs(said));
    page.querySelectorAll("table").forEach(columns);
    return page;
  }
  /* A cell that stands in hidden columns alone is hidden. */
  function columns(table) {
    const gone = Array.from(table.querySelectorAll(":scope > col, :scope > colgroup > col")).slice(0, 200).flatMap((col) => Array(Math.min(col.span, 200)).fill(col.matches(".msoDel,.khenUnseen,.msoDel > col,.khenUnseen > col")));
    if (!gone.includes(true)) return;
    const taken = {};
    Array.from(table.rows).forEach((row, at) => {
      let column = 0;
      for (const cell of row.cells) {
        while (taken[column] > at) column += 1;
        const first = column;
        column += cell.colSpan;
        for (let one = first; cell.rowSpan !== 1 && one < Math.min(column, 200); one += 1) taken[one] = at + (cell.rowSpan || Infinity);
        if (column <= gone.length && gone.slice(first, column).every(Boolean)) cell.classList.add("msoDel");
      }
    });
  }
  /* What the house does not keep, as the widget's own words name it (desk/richtext.py). */
  const LOST = { tables: /<table\b/i, pictures: /<(?:img|picture|svg|canvas|video|audio|iframe|object|embed|math|v:imagedata)\b/i };
  const raised = (node) => ({ SUP: "super", SUB: "sub" })[node.tagName] ?? (/^(?:super|sub)$/.exec(node.style?.verticalAlign ?? "") ?? [""])[0];
  /* Word writes the sign or the number of a list's item before its words: a sign is drawn by the list, a number is kept as it reads. */
  const isMark = (node) => /mso-list:\s*ignore/i.test(node.getAttribute("style") ?? ""), isSign = (text) => /^\s*[^\d\s]?\s*$/u.test(text);

  /* The words of a node with bold, italic and links to the outside; PART where a block in it begins and ends. */
  function inline(node) {
    if (node.nodeType === Node.TEXT_NODE) return isFaint(node.parentElement) ? "" : escaped(node.data.replace(/[\s\u00a0\u001e]+/g, " "));
    if (node.nodeType !== Node.ELEMENT_NODE || (isMark(node) && isSign(node.textContent))) return "";
    const isBlock = BLOCKS.test(node.tagName) || PARTING.test(node.tagName);
    if (isUnshown(node)) return isBlock || node.querySelector(`${WITHIN},br`) ? PART : "";
    if (SILENT.test(node.tagName)) return ASIDE.test(node.tagName) ? " " : "";
    if (node.tagName === "BR") return "<br>";
    const digits = SIGNS[raised(node)], number = node.textContent.trim();
    if (digits && /^[-+]?\d{1,9}$/.test(number)) return number.replace(/./g, (one) => digits["0123456789+-".indexOf(one)]);
    const apart = isBlock ? PART : digits || ASIDE.test(node.tagName) ? " " : "";
    return apart + dressed(node, Array.from(node.childNodes, inline).join("")) + apart;
  }

  function dressed(node, html) {
    if (!html.replaceAll(PART, "").trim()) return html;
    const { fontWeight, fontStyle } = node.style ?? {};
    const isBold = fontWeight ? fontWeight === "bold" || Number(fontWeight) >= 600 : /^(?:B|STRONG)$/.test(node.tagName);
    const isSlanted = fontStyle ? fontStyle === "italic" : /^(?:I|EM)$/.test(node.tagName);
    if (isBold) html = `<strong>${html}</strong>`;
    if (isSlanted) html = `<em>${html}</em>`;
    const href = node.tagName === "A" ? node.getAttribute("href") ?? "" : "";
    return /^(?:https?:\/\/|mailto:)/i.test(href) ? `<a href="${escaped(href)}">${html}</a>` : html;
  }

  /* From which number a list or an item counts, and in which signs: as the house keeps it (newsroom/rules/numbering.py). */
  const count = (node, name) => { const found = /^[\t\n\f\r ]*([-+]?[0-9]{1,4})(?![0-9])/.exec(node.getAttribute(name) ?? ""); return found ? ` ${name}="${Number(found[1])}"` : ""; };
  const DRAWN = { "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I" };
  const drawn = (node) => node.getAttribute("type") ?? DRAWN[node.style.listStyleType || node.querySelector(":scope > li")?.style.listStyleType];
  const kind = (node) => (/^[1aAiI]$/.test(drawn(node) ?? "") ? ` type="${drawn(node)}"` : "");
  /* A list inside an item stays there; one that stands between two items belongs to the first. */
  const isList = (node) => /^(?:UL|OL)$/.test(node.tagName ?? "");
  const list = (node) => (isUnshown(node) ? "" : wrap(node.tagName.toLowerCase(), counted(node), node.tagName === "OL" ? count(node, "start") + kind(node) + (node.hasAttribute("reversed") ? ' reversed=""' : "") : ""));
  /* An item without words counts like any other, but for those at the end, which nobody counts from unless the list counts down. */
  const EMPTY = /(?:<li[^<>]*><\/li>)+$/;
  const counted = (node) => { const all = items(node), said = all.replace(EMPTY, ""); return said && node.hasAttribute("reversed") ? all : said; };
  const items = (node) => Array.from(node.childNodes).reduce((html, one) => {
    const isItem = one.tagName === "LI", said = isItem ? count(one, "value") : "";
    if (!isList(one)) return html + (wrap("li", item(one), said) || (isItem && node.tagName === "OL" && !isUnshown(one) ? `<li${said}></li>` : ""));
    return html.endsWith("</li>") ? `${html.slice(0, -5)}${list(one)}</li>` : html + items(one);
  }, "");
  function item(node) {
    if (!node.querySelector?.("ul,ol")) return parted(inline(node));
    const pieces = [];
    let run = "";
    for (const one of isUnshown(node) ? [] : node.childNodes) {
      if (!isList(one) && !one.querySelector?.("ul,ol")) { run += inline(one); continue; }
      pieces.push(parted(run), isList(one) ? list(one) : item(one));
      run = "";
    }
    const beside = (all, one) => all + (!all || /<\/[uo]l>$/.test(all) || /^<[uo]l[ >]/.test(one) ? "" : "<br>") + one;
    return [...pieces, parted(run)].filter(Boolean).reduce(beside, "");
  }
  const isWordItem = (node) => /MsoListParagraph/.test(node.className ?? "") && /mso-list/i.test(node.getAttribute("style") ?? "")
    && isSign(Array.from(node.querySelectorAll("[style]")).find(isMark)?.textContent ?? "");

  /* Everything inside a node as paragraphs, heads, lists and quotations, none inside another. */
  function tidy(node) {
    let html = "", run = "", listed = "";
    const flush = () => { html += wrap("p", parted(run)); run = ""; };
    const unlist = () => { html += wrap("ul", listed); listed = ""; };
    for (const child of node.childNodes) {
      const tag = child.nodeType === Node.ELEMENT_NODE ? child.tagName : "";
      if (tag && isWordItem(child)) { flush(); listed += wrap("li", parted(inline(child))); continue; }
      if (listed && (tag || child.data?.trim())) unlist();
      if (tag && (SILENT.test(tag) || isUnshown(child))) { run += inline(child); continue; }
      if (HEADS[tag]) { flush(); html += wrap(HEADS[tag], parted(inline(child))); }
      else if (tag === "UL" || tag === "OL") { flush(); html += list(child); }
      else if (tag === "BLOCKQUOTE") { flush(); html += wrap("blockquote", tidy(child) || ""); }
      else if (tag === "TR") { flush(); html += wrap("p", Array.from(child.cells ?? child.children, (cell) => parted(inline(cell))).filter(Boolean).join(" - ")); }
      else if (tag === "HR") { flush(); html += "<hr>"; }
      else if (BLOCKS.test(tag) || (tag && child.querySelector?.(WITHIN))) { flush(); html += tidy(child); }
      else run += inline(child);
    }
    flush();
    unlist();
    return html;
  }
  const page = (html) => told(new DOMParser().parseFromString(html, "text/html")), read = (html) => tidy(page(html).body);
  const paragraphs = (text) => text.split(/\r?\n\s*\r?\n/).map((part) => wrap("p", escaped(part).replace(/\r?\n/g, "<br>"))).join("");

  function begin(frame) {
    const field = frame.querySelector("textarea"), area = frame.querySelector(".desk-editor__area"), bar = frame.querySelector("[role=toolbar]");
    const said = frame.querySelector("[data-said]"), link = frame.querySelector("[data-link]");
    let soon = 0, chosen = null, stored = "", untouched = "";
    const load = () => { stored = field.value; area.innerHTML = /<[a-z]/i.test(field.value) ? read(field.value) : paragraphs(field.value); untouched = tidy(area); };
    const say = (...what) => { said.textContent = what.map((one) => said.dataset[one]).join("\n"); if (what.length) said.scrollIntoView({ block: "nearest" }); };
    const keep = () => { clearTimeout(soon); const now = tidy(area); field.value = now === untouched ? stored : now; }; // what nobody touched goes out as it came
    const change = (command, value) => { area.focus(); document.execCommand(command, false, value); told(); };
    const told = () => { clearTimeout(soon); soon = setTimeout(() => { keep(); field.dispatchEvent(new Event("input", { bubbles: true })); }, 250); marks(); };
    const within = (selector) => { const at = getSelection().anchorNode; return area.contains(at) ? (at.closest ? at : at.parentElement).closest(selector) : null; };
    const countOn = (item) => { if (item?.previousElementSibling?.getAttribute("value") === item?.getAttribute("value")) item?.removeAttribute("value"); }; // browsers give a new item the number of the one that was parted
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
      const copied = html && text.length <= MOST && html.length <= 20 * MOST ? page(html) : null, isLess = Boolean(copied?.querySelector(`${UNSHOWN},${FAINT}`));
      if (text.length <= MOST) document.execCommand("insertHTML", false, (copied && (tidy(copied.body) || (isLess && " "))) || paragraphs(text)); // of what nobody shows, nothing
      told();
      const isPicture = !html && !text && event.clipboardData.files.length;
      say(...(text.length > MOST ? ["tooLong"] : [...Object.keys(LOST).filter((what) => LOST[what].test(html) || (isPicture && what === "pictures")), ...(isLess ? ["unshown"] : [])]));
    });
    area.addEventListener("drop", (event) => { event.preventDefault(); say(...(event.dataTransfer.files.length ? ["pictures"] : [])); });
    area.addEventListener("input", (event) => { if (event.inputType === "insertParagraph") countOn(within("li[value]")); told(); });
    document.addEventListener("selectionchange", () => { if (area.contains(document.activeElement)) marks(); });
    field.addEventListener("khen:filled", load);
    field.form.addEventListener("khen:keeping", keep);
    field.form.addEventListener("submit", keep, { capture: true });
    document.execCommand("defaultParagraphSeparator", false, "p");
    area.setAttribute("aria-labelledby", `${field.id}-label`);
    frame.classList.add("desk-editor--ready");
    field.hidden = true;
    load();
  }
  const all = () => document.querySelectorAll(".desk-editor:not(.desk-editor--ready)").forEach(begin);
  document.addEventListener("khen:shown", all);
  all();
})();
