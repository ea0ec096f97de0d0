/* The files of a form go ahead of it in parts (web/parts.py): a part that has arrived stays there, whatever becomes of the
   line, the house, this page or the session, and the form then only names them. A part takes some seconds: long ones are
   lost more often, short ones wait more than they send. Where the browser makes no digests the files go along with the form. */
(() => {
  const FEW = 24 * 1024, LEAST = 16 * 1024, MOST = 512 * 1024, LONG = 6000; // bytes: sent along, of a part; milliseconds of a part
  const sent = new WeakMap(); // file -> the words that name it, once all of it is there
  let size = 2 * LEAST;

  const ask = (method, address, token, content, headers = {}) => new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.asked = address;
    request.open(method, address);
    for (const [name, value] of Object.entries({ "X-CSRFToken": token, ...headers })) request.setRequestHeader(name, value);
    request.timeout = 60000;
    request.onload = () => done(request);
    request.onerror = request.ontimeout = () => { size = Math.max(LEAST, size / 2); failed(request); };
    request.send(content);
  });

  /* How much is there by now; an answer that does not say it is thrown, to be told. */
  const here = (answer) => { const said = answer.getResponseHeader("Upload-Offset"); if (said === null) throw answer; return Number(said); };

  async function send(file, place, token, told) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    const key = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    const address = `${place}?tep=${key}&dai=${file.size}`;
    let at = here(await ask("POST", address, token));
    while (at < file.size) {
      told(at / file.size);
      const begun = performance.now(), part = file.slice(at, at + size);
      const answer = await ask("PATCH", address, token, part, { "Upload-Offset": at, "Content-Type": "application/offset+octet-stream" });
      if (answer.status === 404) throw new Error("gone"); // swept, or given way to others: begun anew next time
      const now = here(answer);
      if (now <= at) throw new Error("another file"); // thrown away there
      size = Math.min(MOST, Math.max(LEAST, Math.min(2, LONG / (performance.now() - begun)) * part.size));
      at = now;
    }
    told(1);
    sent.set(file, `${key} ${file.size} ${file.name.slice(-200)}`);
  }

  /* In `body` each file of the form that is there by now is named. `told` hears which part of a file is; throws what came instead. */
  window.sendAhead = async (form, body, place, told) => {
    for (const field of window.crypto?.subtle ? form.querySelectorAll("input[type=file]") : []) {
      const [file, ...others] = field.files;
      if (!file || others.length || file.size <= FEW) continue;
      if (!sent.has(file)) await send(file, place, form.elements.csrfmiddlewaretoken.value, told);
      body.delete(field.name);
      body.set(`${field.name}-parts`, sent.get(file));
    }
  };

  /* The house answered with the form: what it names is asked for once more when it goes out again. */
  window.sendAnew = (form) => { for (const field of form.querySelectorAll("input[type=file]")) for (const file of field.files) sent.delete(file); };
})();
