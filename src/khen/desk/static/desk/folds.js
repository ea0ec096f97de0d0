/* A button in each fold ticks all of it, and once all are ticked takes the ticks away again; without a script there is none. */
document.documentElement.classList.add("has-ticks");
document.addEventListener("click", ({ target }) => {
  if (!target.matches("[data-ticks]")) return;
  const boxes = [...target.closest("details").querySelectorAll("[type=checkbox]")], all = boxes.every((one) => one.checked);
  for (const one of boxes) one.checked = !all;
  boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
});
