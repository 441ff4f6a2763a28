// The quiet page: says so when nothing can be sent, and keeps itself on this phone only when asked.
const kept = "quiet", offline = document.querySelector("[data-offline]"), keep = document.querySelector("[data-keep]");
const own = document.querySelector("[data-own]"), forget = document.querySelector("[data-forget]");
const say = words => { const line = document.querySelector("[role=status]"); if (line) line.textContent = words; };
if (own) {
  for (const sentence of JSON.parse(localStorage.getItem(kept) || "[]")) {
    const line = document.createElement("li");
    line.textContent = sentence;
    own.append(line);
  }
  own.hidden = !own.children.length;
}
for (const link of document.querySelectorAll("[data-sends]")) link.addEventListener("click", async event => {
  event.preventDefault();
  try {
    await fetch("/quiet", { method: "HEAD", cache: "no-store" });
    location.href = link.href;
  } catch {
    if (offline) offline.hidden = false;
    say("Not sent: there is no connection. Call or text instead.");
  }
});
if (keep && "serviceWorker" in navigator) {
  keep.hidden = false;
  keep.querySelector("button").addEventListener("click", async () => {
    const chosen = [...keep.querySelectorAll("input:checked")].map(box => box.value);
    try {
      await navigator.serviceWorker.register("/quiet-worker.js", { scope: "/quiet" });
      const cache = await caches.open(kept), answer = await fetch("/quiet"), page = await answer.clone().text();
      await cache.put("/quiet", answer);
      await cache.addAll([...page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(found => found[1]));
      localStorage.setItem(kept, JSON.stringify(chosen));
      say("Kept. It opens here without a connection, and holds what you chose and nothing else.");
    } catch {
      say("It could not be kept on this phone. You can print it instead.");
    }
  });
}
if (forget && (localStorage.getItem(kept) !== null || await caches?.has(kept))) {
  forget.hidden = false;
  forget.addEventListener("click", async () => {
    localStorage.removeItem(kept);
    await caches.delete(kept);
    for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
    if (own) own.replaceChildren();
    forget.hidden = true;
    say("Forgotten. Nothing of it is on this phone any more.");
  });
}
