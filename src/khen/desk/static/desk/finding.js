/* A long dropdown is searched by a few letters, with or without accents; where no script runs it is the dropdown alone. */
(() => {
  const MOST = 8; // lines shown at once
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  const made = (tag, told) => Object.assign(document.createElement(tag), told);

  function begin(select) {
    const field = made("input", { type: "search", autocomplete: "off", placeholder: select.dataset.find });
    const list = made("ul"), said = made("p", { role: "status" }), frame = made("div", { className: "desk-find" });
    const lines = Array.from(select.options).filter((one) => one.value).map((one) => {
      const under = one.parentElement.label ?? "", name = fold(one.text);
      return { value: one.value, words: under && !name.includes(fold(under)) ? `${one.text} - ${under}` : one.text, name, all: `${name} ${fold(under)}` };
    });
    field.setAttribute("aria-label", select.dataset.find);

    function choose({ value }) {
      select.value = value;
      field.value = "";
      look();
      select.dispatchEvent(new Event("change", { bubbles: true }));
      select.focus();
    }
    /* What holds the letters as they were typed comes first, then what holds each word of them, then what lies in such a place. */
    function found() {
      const asked = fold(field.value).trim(), holds = (text) => asked.split(/\s+/).every((word) => text.includes(word));
      const rank = ({ name, all }) => (name.includes(asked) ? 0 : holds(name) ? 1 : holds(all) ? 2 : 3);
      return asked ? lines.filter((one) => rank(one) < 3).sort((one, other) => rank(one) - rank(other)) : [];
    }
    function look() {
      const all = found(), more = all.length - MOST;
      list.replaceChildren(...all.slice(0, MOST).map((one) => {
        const item = made("li"), press = made("button", { type: "button", textContent: one.words, onclick: () => choose(one) });
        item.append(press);
        return item;
      }));
      said.textContent = more > 0 ? select.dataset.more.replace("{more}", more) : all.length || !field.value.trim() ? "" : select.dataset.none;
    }
    field.addEventListener("input", look);
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // the form is not sent by looking for a line
      const [first] = found();
      if (first) choose(first);
    });
    frame.append(field, list, said);
    select.parentElement.insertBefore(frame, select);
    select.dataset.found = "";
  }
  const all = () => document.querySelectorAll("select[data-find]:not([data-found])").forEach(begin);
  document.addEventListener("khen:shown", all);
  all();
})();
