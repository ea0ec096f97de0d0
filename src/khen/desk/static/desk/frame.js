/* The menu stands open where there is room for it, and closes again on a phone by itself. */
const side = document.getElementById("frame-side");
const wide = matchMedia("(min-width: 50rem)");
const settle = () => { side.open = wide.matches; };
wide.addEventListener("change", settle);
settle();
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !wide.matches) side.open = false; });
document.addEventListener("click", (event) => { if (!wide.matches && !side.contains(event.target)) side.open = false; });
