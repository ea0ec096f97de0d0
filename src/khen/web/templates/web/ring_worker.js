/* Shows how many matters wait, and nothing of what; a tap opens the page of notices, which asks for signing in. */
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("push", (event) => {
  let title = "Khèn";
  try { title = event.data.json().title || title; } catch { /* a ring without words */ }
  event.waitUntil(self.registration.showNotification(title, { tag: "khen", renotify: true, lang: "vi" }));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(self.registration.scope));
});
