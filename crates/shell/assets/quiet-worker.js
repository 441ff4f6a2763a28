// Without a connection the quiet page comes from this phone; with one, from the house. Nothing else is ever kept.
addEventListener("fetch", event => {
  if (event.request.method !== "GET") return;
  event.respondWith(fetch(event.request).catch(async () => (await caches.match(event.request, { cacheName: "quiet" })) || Response.error()));
});
