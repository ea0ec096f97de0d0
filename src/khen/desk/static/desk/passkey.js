/* A key of this device is made, or signs in: the browser's answer to what the page told it is sent as a form. */
const form = document.getElementById("passkey");
if (form) {
  const button = form.querySelector("button[type=submit]"), line = form.querySelector("[role=status]");
  const told = JSON.parse(document.getElementById("passkey-told").textContent);
  const say = (words) => { line.textContent = words; line.hidden = false; };
  const octets = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  const plain = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
  const letters = (bytes) => plain(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const named = (keys) => keys.map((one) => ({ ...one, id: octets(one.id) }));
  const asked = { ...told, challenge: octets(told.challenge) };
  if (told.user) asked.user = { ...told.user, id: octets(told.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) if (told[list]) asked[list] = named(told[list]);
  const names = JSON.parse(document.getElementById("passkey-names")?.textContent ?? "[]"), name = form.elements.name;
  const taken = () => names.includes(name?.value?.split(/\s+/).filter(Boolean).join(" ").normalize("NFC"));
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature"];
  const able = window.isSecureContext && "PublicKeyCredential" in window;
  if (able) button.hidden = false; else { say(form.dataset.unable); button.disabled = form.dataset.kind === "create"; }
  form.addEventListener("submit", async (sent) => {
    if (!form.checkValidity()) return; // the house says what is missing
    sent.preventDefault();
    if (!able || button.disabled) return;
    if (taken()) { say(form.dataset.taken); name.focus(); return; } // before the device keeps a key that the house then refuses
    button.disabled = true;
    try {
      const key = await navigator.credentials[form.dataset.kind]({ publicKey: asked });
      const given = parts.filter((one) => key.response[one]);
      const response = Object.fromEntries(given.map((one) => [one, letters(key.response[one])]));
      form.elements.answer.value = JSON.stringify({ id: key.id, rawId: letters(key.rawId), type: key.type, response });
      HTMLFormElement.prototype.submit.call(form);
    } catch (error) {
      const known = error.name === "InvalidStateError" && form.dataset.known;
      say(known || (error.name === "SecurityError" ? form.dataset.unable : form.dataset.refused));
      button.disabled = false;
    }
  });
}
