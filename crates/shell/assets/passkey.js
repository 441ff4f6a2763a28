// Passkeys: a form carries our question to the device, and the device's answer back. Without them the form stays away.
const said = (form, words) => { form.querySelector("[role=status]").textContent = words; };
for (const form of document.querySelectorAll("form[data-passkey]")) {
  const asked = JSON.parse(form.dataset.options).publicKey, name = asked.rpId ?? asked.rp.id;
  const isHere = location.hostname === name || location.hostname.endsWith(`.${name}`);
  if (!isHere || !window.PublicKeyCredential?.parseRequestOptionsFromJSON) continue;
  form.parentElement.hidden = false;
  form.addEventListener("submit", async event => {
    const answer = form.elements.answer;
    if (answer.value) return;
    event.preventDefault();
    said(form, "Your device asks you now.");
    try {
      const key = form.dataset.passkey === "make"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
      answer.value = JSON.stringify(key);
      form.requestSubmit();
    } catch (trouble) {
      said(form, trouble.name === "InvalidStateError" ? "This device has one already." : "Nothing was done. Try again, or choose another way.");
    }
  });
}
