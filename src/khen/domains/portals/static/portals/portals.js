// Counts the view (no cookie, no name) and wakes the print button. The page works without it.
(function () {
  "use strict";
  if (document.body.hasAttribute("data-seen") && navigator.sendBeacon) navigator.sendBeacon("/_xem", location.pathname);
  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
})();
