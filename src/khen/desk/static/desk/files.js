/* Says which file was chosen, and how large it is, beside the press of a file field. */
document.addEventListener("change", ({ target }) => {
  const name = target.matches("input[type=file]") && target.parentElement.querySelector(".desk-file__name");
  if (!name) return;
  const size = (bytes) => new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(bytes / 1048576);
  name.textContent = Array.from(target.files, (one) => `${one.name} (${size(one.size)} MB)`).join(", ") || name.dataset.none;
});
