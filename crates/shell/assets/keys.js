// Single keys for staff: / finds, J and K move between rows, Enter opens, G then T, C, R, N or D goes; a key that a button or link names presses it. Off in text fields.
const places = { t: "/t", c: "/t/caseload", r: "/desk/requests", n: "/t/to-sign", d: "/desk/calendar" };
const rows = () => [...document.querySelectorAll("main .rows a.all, main tbody th a")];
let going = false;
addEventListener("keydown", event => {
  const typing = event.target.closest?.("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  const step = by => {
    const all = rows(), at = all.indexOf(document.activeElement);
    all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + by))]?.focus();
  };
  const was = going;
  going = false;
  if (was && places[key]) {
    if (document.querySelector(`.rail a[href="${places[key]}"]`)) location.assign(places[key]);
  } else if (key === "g") going = true;
  else if (key === "/") document.querySelector("input[type=search]")?.focus();
  else if (key === "j") step(1);
  else if (key === "k") step(-1);
  else {
    const named = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!named) return;
    named.click();
  }
  event.preventDefault();
});
