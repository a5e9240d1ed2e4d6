// Passkeys: the browser makes or finds one, and the form of the page carries it to the server.
(() => {
  "use strict";

  function hindrance() {
    if (/^[\d.]+$|^\[/.test(location.hostname)) return "numbers";
    return window.PublicKeyCredential ? "" : "impossible";
  }

  async function options(form) {
    if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
    const answer = await fetch(form.dataset.optionsFrom, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    return (await answer.json()).request_options;
  }

  function tell(form, what) {
    const trouble = form.querySelector(".passkey__trouble");
    trouble.textContent = trouble.dataset[what];
    trouble.hidden = false;
  }

  async function use(form) {
    const button = form.querySelector("button[type=submit]");
    form.querySelector(".passkey__trouble").hidden = true;
    button.disabled = true;
    try {
      const asked = await options(form);
      if (form.dataset.passkey === "create") {
        Object.assign(asked.publicKey.authenticatorSelection, { residentKey: "required", requireResidentKey: true });
      }
      const credential = await window.webauthnJSON[form.dataset.passkey](asked);
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch (fault) {
      button.disabled = false;
      button.focus();
      tell(form, fault.name === "NotAllowedError" ? "cancelled" : "failed");
    }
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const why = hindrance();
    if (why) {
      form.querySelector("button[type=submit]").disabled = true;
      tell(form, why);
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!why) use(form);
    });
  }
})();
