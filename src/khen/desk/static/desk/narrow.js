/* A field above many boxes shows those alone whose names hold what is typed, read without marks; what is ticked stays in sight. */
(() => {
  "use strict";
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  const dressed = (box, number) => {
    const lines = [...box.querySelectorAll("input[type=checkbox]")]
      .map((tick) => ({ tick, shown: tick.closest("div"), group: tick.closest("div").parentElement, name: fold(tick.labels[0]?.textContent ?? "") }));
    if (lines.length <= Number(box.dataset.few)) return;
    const label = document.createElement("label"), field = document.createElement("input"), said = document.createElement("p");
    label.textContent = box.dataset.narrow;
    field.type = "search"; field.id = `narrow-${number}`; field.autocomplete = "off";
    label.htmlFor = field.id;
    said.setAttribute("role", "status"); said.className = "help";
    box.prepend(label, field, said);
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); }); // it searches, it sends nothing
    field.addEventListener("input", (event) => {
      event.stopPropagation(); // nothing of the form was changed
      const words = fold(field.value).trim().split(/\s+/), fits = ({ name }) => words.every((word) => name.includes(word));
      for (const line of lines) line.shown.hidden = !line.tick.checked && !fits(line);
      for (const group of new Set(lines.map((line) => line.group))) {
        if (group.parentElement !== box) group.hidden = lines.every((line) => line.group !== group || line.shown.hidden);
      }
      said.textContent = field.value.trim() ? box.dataset.found.replace("{n}", lines.filter(fits).length) : "";
    });
  };
  document.querySelectorAll("[data-narrow]").forEach(dressed);
})();
