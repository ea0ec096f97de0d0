// The preview of one channel follows the typing; without this script the server counts when the words are kept.
(() => {
  "use strict";
  const box = document.querySelector("[data-preview]");
  const form = box && box.closest("form");
  if (!form) return;
  const BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  const TWOFOLD = "^{}\\[~]|€\f";
  const live = box.querySelector("[data-live]");
  const fields = ["title", "text"].map((name) => form.elements[name]).filter((one) => one && one.type !== "hidden");

  const fill = (words, values) => words.replace(/\{([cnmpt])\}/g, (whole, key) => values[key]);

  const partsOf = (text) => {
    let units = 0;
    let twofold = 0;
    let plain = true;
    for (const letter of text) {
      if (TWOFOLD.includes(letter)) [units, twofold] = [units + 2, twofold + 1];
      else if (BASIC.includes(letter)) units += 1;
      else plain = false;
    }
    if (!plain) units = text.length;
    const [short, long] = plain ? [160, 153] : [70, 67];
    return { c: plain ? box.dataset.bare : box.dataset.marked, n: units, t: plain ? twofold : 0, p: text ? Math.max(1, Math.ceil(units / (units <= short ? short : long))) : 0 };
  };

  const say = (words, warns) => {
    const line = document.createElement("p");
    line.className = warns ? "frame-warning" : "frame-size";
    line.textContent = words;
    live.append(line);
  };

  const measure = (field, text) => {
    if (box.dataset.preview === "sms") {
      const counted = partsOf(text);
      say([fill(box.dataset.paid, counted), counted.t ? fill(box.dataset.twofold, counted) : ""].join(". ").replace(/\. $/, ""), false);
      if (counted.p > Number(box.dataset.parts)) say(fill(box.dataset.many, { p: counted.p, m: box.dataset.parts }), true);
      for (const cost of box.querySelectorAll("[data-price]")) {
        cost.textContent = (cost.dataset.price * (cost.dataset.people || 1) * counted.p).toLocaleString("vi-VN");
      }
      return;
    }
    const n = [...text].length;
    const most = Number(field.dataset.most);
    const seen = Number(field.dataset.seen);
    say(`${field.labels[0] ? field.labels[0].textContent.trim() : ""}: ${fill(box.dataset.counts, { n })}`, false);
    if (most && n > most) say(fill(box.dataset.over, { n, m: most }), true);
    else if (seen && n > seen) say(fill(box.dataset.first, { n, m: seen }), true);
  };

  const follow = () => {
    const typed = fields.some((field) => field.value.trim());
    box.querySelector("[data-server]").hidden = true;
    live.replaceChildren();
    for (const field of fields) {
      const text = (typed ? field.value : box.querySelector(`[data-made="${field.name}"]`).textContent).normalize("NFC").trim();
      const place = box.querySelector(`[data-said="${field.name}"]`);
      if (place) place.textContent = text;
      measure(field, text);
    }
  };

  form.addEventListener("input", follow);
  if (fields.some((field) => field.value)) follow();
})();
