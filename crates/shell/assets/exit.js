// Quick exit: the page is blank at once, a sign-in ends, then another site takes the page's place in the history. Shift
// three times does the same.
const link = document.querySelector(".exit");
if (link) {
  const dots = document.createElement("span");
  dots.setAttribute("aria-hidden", "true");
  link.append(dots);
  let presses = 0, timer;
  const leave = () => {
    document.title = "New tab";
    document.body.hidden = true;
    for (const form of document.forms) form.reset();
    const out = link.form;
    if (out) fetch(out.action, { method: "POST", keepalive: true, body: new URLSearchParams({ exit: "yes" }) });
    location.replace(out ? out.dataset.to : link.href);
  };
  const count = n => {
    presses = n;
    dots.textContent = "•".repeat(n);
    clearTimeout(timer);
    if (n) timer = setTimeout(count, 3000, 0);
  };
  link.addEventListener("click", event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    leave();
  });
  addEventListener("keyup", event => {
    if (event.key !== "Shift") return count(0);
    count(presses + 1);
    if (presses === 3) leave();
  });
  // Coming back with the back button finds the page again, not a blank one.
  addEventListener("pageshow", () => { document.body.hidden = false; });
}
