// News over another system's page, each text once for each reader:
//   <script src="https://HOUSE/static/egress/popup.js" data-system="vnptioffice" defer></script>
// The browser's own dialog keeps the focus inside, closes at Esc and gives the focus back.
(function () {
  "use strict";
  var me = document.currentScript, system = me && me.getAttribute("data-system");
  if (!system || typeof HTMLDialogElement !== "function") return;
  var house = new URL(me.src).origin, KEY = "khen-popup-" + system;

  function seen() {
    try { return JSON.parse(localStorage.getItem(KEY)) || []; } catch (error) { return []; }
  }

  function remember(items) {
    var known = seen(), ids = items.map(function (item) { return item.id; }).filter(function (id) { return known.indexOf(id) < 0; });
    try { localStorage.setItem(KEY, JSON.stringify(ids.concat(known).slice(0, 200))); } catch (error) { console.warn("popup: " + error.message); }
  }

  function make(tag, styles, text) {
    var made = document.createElement(tag);
    Object.assign(made.style, styles || {});
    if (text) made.textContent = text;
    return made;
  }

  function article(item) {
    var one = make("section", { margin: "0 0 1em" });
    one.appendChild(make("h3", { margin: "0 0 .3em", fontSize: "1.1em", color: item.klass === "emergency" ? "#a3161f" : "inherit" }, item.text));
    if (item.more) one.appendChild(make("p", { margin: "0 0 .3em" }, item.more));
    if (/^https?:\/\//.test(item.link || "")) {
      var link = make("a", { color: "#0b4f8a" }, "Đọc toàn văn");
      link.href = item.link; link.target = "_blank"; link.rel = "noopener";
      link.setAttribute("aria-label", "Đọc toàn văn: " + item.text);
      one.appendChild(link);
    }
    return one;
  }

  function show(items) {
    var before = document.activeElement, dialog = make("dialog", { maxWidth: "min(36em, 92vw)", maxHeight: "85vh", overflow: "auto", padding: "1.25em", border: "1px solid #8a6d3b", borderRadius: "6px", color: "#1d1d1b", background: "#fff", font: "inherit" });
    var title = make("h2", { margin: "0 0 .6em", fontSize: "1.25em" }, "Thông báo của tỉnh");
    var close = make("button", { minWidth: "88px", minHeight: "44px", cursor: "pointer", font: "inherit" }, "Đóng");
    title.id = KEY + "-title";
    dialog.setAttribute("aria-labelledby", title.id);
    close.type = "button";
    close.addEventListener("click", function () { remember(items); dialog.close(); });
    dialog.addEventListener("cancel", function () { remember(items); }); // at once: who leaves the page now has no "close" any more
    dialog.addEventListener("close", function () {
      remember(items);
      dialog.remove();
      if (before && before.focus) before.focus();
    });
    dialog.appendChild(title);
    items.forEach(function (item) { dialog.appendChild(article(item)); });
    dialog.appendChild(close);
    document.body.appendChild(dialog);
    dialog.showModal();
    close.focus();
  }

  fetch(house + "/loa/popup/" + encodeURIComponent(system) + ".json", { credentials: "omit" })
    .then(function (answer) { if (!answer.ok) throw new Error(String(answer.status)); return answer.json(); })
    .then(function (news) {
      var known = seen(), fresh = news.items.filter(function (item) { return known.indexOf(item.id) < 0; });
      if (fresh.length) show(fresh);
    })
    .catch(function (error) { console.warn("popup: " + error.message); });
})();
