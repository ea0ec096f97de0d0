/* The button by which somebody lets this browser be rung: what the browser gives is sent as a form. */
const form = document.getElementById("ring");
if (form) {
  const button = form.querySelector("button"), line = form.querySelector("[role=status]");
  const say = (words) => { line.textContent = words; line.hidden = false; };
  const octets = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  if (able) button.hidden = false; else say(form.dataset.unable);
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      if (await Notification.requestPermission() !== "granted") throw new Error();
      await navigator.serviceWorker.register(form.dataset.worker);
      const worker = await navigator.serviceWorker.getRegistration(form.dataset.worker);
      await (await worker.pushManager.getSubscription())?.unsubscribe();
      const told = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: octets(form.dataset.key) });
      const given = told.toJSON();
      form.elements.endpoint.value = given.endpoint;
      form.elements.p256dh.value = given.keys.p256dh;
      form.elements.auth.value = given.keys.auth;
      form.submit();
    } catch {
      say(form.dataset.refused);
      button.disabled = false;
    }
  });
}
