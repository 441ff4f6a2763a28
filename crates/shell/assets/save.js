// Saves forms marked data-save every ten seconds when something changed, and when the page is left. Without it, "Save draft" does the same.
const clock = () => new Date().toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit" });
for (const form of document.querySelectorAll("form[data-save]")) {
  const line = document.querySelector("[role=status][data-saved]") || form.querySelector("[role=status]");
  const say = words => { if (line) line.textContent = words; };
  let dirty = false, busy = false, last = clock();
  const save = async leaving => {
    if (!dirty || busy) return;
    dirty = false;
    busy = true;
    try {
      const reply = await fetch(form.dataset.save, { method: "POST", body: new URLSearchParams(new FormData(form)), keepalive: leaving, redirect: "error" });
      if (!reply.ok) throw reply.status;
      const version = reply.headers.get("x-version");
      if (version && form.elements.version) form.elements.version.value = version;
      say("Draft saved " + (last = clock()) + ". Only you can see it.");
    } catch {
      dirty = true;
      say("Not saved since " + last + ", trying");
    }
    busy = false;
  };
  form.addEventListener("input", () => { dirty = true; });
  form.addEventListener("submit", () => { dirty = false; });
  setInterval(save, 10000, false);
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(true); });
}
