/* Files in forms: says which was chosen; a photo is made smaller here, before it goes out over a poor line. */
(() => {
  const LONGEST = 1600, ENOUGH = 300 * 1024, FINE = [0.82, 0.7, 0.55]; // pixels of the longer side; bytes that need no shrinking; of JPEG

  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  const size = (bytes) => (bytes < 104858 ? `${number.format(Math.ceil(bytes / 1024))} kB` : `${number.format(bytes / 1048576)} MB`);
  const words = (file) => `${file.name} (${file.before ? `${size(file.before)} → ` : ""}${size(file.size)})`;

  function name(field) {
    const shown = field.parentElement.querySelector(".desk-file__name");
    if (shown) shown.textContent = Array.from(field.files, words).join(", ") || shown.dataset.none;
  }

  /* The same picture with its longer side at most LONGEST, as JPEG; the file itself where that gains nothing. */
  async function smaller(file) {
    if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type) || file.size <= ENOUGH) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
      const sheet = document.createElement("canvas");
      [sheet.width, sheet.height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
      const pen = sheet.getContext("2d");
      pen.fillStyle = "#fff"; // what was clear in a PNG
      pen.fillRect(0, 0, sheet.width, sheet.height);
      pen.drawImage(picture, 0, 0, sheet.width, sheet.height);
      let made;
      for (const fine of FINE) {
        made = await new Promise((done) => { sheet.toBlob(done, "image/jpeg", fine); });
        if (made?.size <= ENOUGH) break;
      }
      if (!made || made.size >= file.size) return file;
      const shrunk = new File([made], `${file.name.replace(/\.[^.]*$/, "")}.jpg`, { type: "image/jpeg" });
      shrunk.before = file.size;
      return shrunk;
    } catch { return file; } // a picture that this browser cannot read is judged by the house
  }

  /* While it goes on, the field's `made` is its promise: whoever sends the form waits for it. */
  document.addEventListener("change", ({ target }) => {
    if (!target.matches("input[type=file]")) return;
    name(target);
    const made = shrink(target).finally(() => { if (target.made === made) delete target.made; });
    target.made = made;
  });

  async function shrink(target) {
    const chosen = Array.from(target.files), made = await Promise.all(chosen.map(smaller));
    if (made.every((file, place) => file === chosen[place]) || Array.from(target.files).some((file, place) => file !== chosen[place])) return;
    const files = new DataTransfer();
    made.forEach((file) => files.items.add(file));
    target.files = files.files;
    name(target);
    target.dispatchEvent(new Event("input", { bubbles: true }));
  }
  document.addEventListener("khen:filled", ({ target }) => { if (target.matches("input[type=file]")) name(target); });
})();
