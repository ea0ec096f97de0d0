// A line of news for another system's page. Put it where the line shall stand:
//   <script src="https://HOUSE/static/egress/ticker.js" data-system="dichvucong" defer></script>
// Foreign text enters as text, never as HTML; no cookie is set; a page whose news cannot be reached stays as it is.
(function () {
  "use strict";
  var me = document.currentScript, system = me && me.getAttribute("data-system");
  if (!system) return;
  var house = new URL(me.src).origin;
  var still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  var SPEED = 60; // pixels a second
  var COLOURS = { emergency: "#a3161f", notice: "#7a4b00" };

  function make(tag, styles, text) {
    var made = document.createElement(tag);
    Object.assign(made.style, styles || {});
    if (text) made.textContent = text;
    return made;
  }

  function line(item) {
    var row = make("li", { display: "inline-block", margin: "0 3em 0 0", padding: "0" });
    var safe = /^https?:\/\//.test(item.link || "");
    var said = make(safe ? "a" : "span", { color: COLOURS[item.klass] || "inherit", fontWeight: COLOURS[item.klass] ? "bold" : "normal" }, item.text);
    if (safe) { said.href = item.link; said.target = "_blank"; said.rel = "noopener"; }
    row.appendChild(said);
    return row;
  }

  function build(news) {
    var box = make("div", { display: "flex", alignItems: "center", gap: ".75em", padding: ".4em .75em", background: "#fdf6e3", color: "#1d1d1b", borderBottom: "1px solid #c9b37a", font: "inherit" });
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "Thông báo của tỉnh");
    box.setAttribute("aria-live", "off");
    var frame = make("div", { flex: "1 1 auto", overflow: still ? "auto" : "hidden", minWidth: "0" });
    var list = make("ul", { listStyle: "none", margin: "0", padding: "0", display: still ? "block" : "inline-block", whiteSpace: still ? "normal" : "nowrap" });
    news.items.forEach(function (item) { list.appendChild(line(item)); });
    frame.appendChild(list);
    if (!still) box.appendChild(button(box, list, frame));
    box.appendChild(frame);
    return box;
  }

  function button(box, list, frame) {
    var pause = make("button", { flex: "none", minWidth: "44px", minHeight: "44px", cursor: "pointer" });
    var stopped = false, held = 0, run = null;
    function tell() {
      pause.textContent = stopped ? "▶" : "❚❚";
      pause.setAttribute("aria-label", stopped ? "Cho chạy dòng thông báo" : "Dừng dòng thông báo");
      if (run) { if (stopped || held > 0) run.pause(); else run.play(); }
    }
    function hold(by) { return function () { held = Math.max(0, held + by); tell(); }; }
    pause.type = "button";
    pause.addEventListener("click", function () { stopped = !stopped; tell(); });
    frame.addEventListener("mouseenter", hold(1));
    frame.addEventListener("mouseleave", hold(-1));
    frame.addEventListener("focusin", hold(1));
    frame.addEventListener("focusout", function () { hold(-1)(); frame.scrollLeft = 0; });
    requestAnimationFrame(function () {
      var from = frame.clientWidth, to = list.scrollWidth;
      if (!list.animate || !to) return;
      run = list.animate(
        [{ transform: "translateX(" + from + "px)" }, { transform: "translateX(-" + to + "px)" }],
        { duration: (from + to) / SPEED * 1000, iterations: Infinity });
      tell();
    });
    tell();
    return pause;
  }

  fetch(house + "/loa/ticker/" + encodeURIComponent(system) + ".json", { credentials: "omit" })
    .then(function (answer) { if (!answer.ok) throw new Error(String(answer.status)); return answer.json(); })
    .then(function (news) { if (news.items.length) me.parentNode.insertBefore(build(news), me); })
    .catch(function (error) { console.warn("ticker: " + error.message); });
})();
