/* Sends the form without leaving the page, so that a broken connection loses nothing; keeps a draft in this tab; does
   the proof of work. Without this script the same form is sent by the browser itself. */
(() => {
  const PATIENCE = 30000; // milliseconds for an answer
  const place = document.getElementById("sending");
  if (!place) return;
  const form = () => place.querySelector("form");
  let solving = null;

  /* The proof of work begins with the first touch of the form. */
  const solve = () => {
    const { dataset, elements } = form();
    if (solving || elements.proof.value || !window.Worker || !window.crypto?.subtle) return solving;
    solving = new Promise((resolve) => {
      const worker = new Worker(dataset.worker);
      const task = { algorithm: dataset.puzzleAlgorithm, challenge: dataset.puzzleChallenge, salt: dataset.puzzleSalt };
      worker.onmessage = ({ data: number }) => {
        const proof = { ...task, number, signature: dataset.puzzleSignature };
        if (number !== null) form().elements.proof.value = btoa(JSON.stringify(proof));
        worker.terminate();
        resolve();
      };
      worker.onerror = () => resolve();
      worker.postMessage({ ...task, most: Number(dataset.puzzleMost) });
    });
    return solving;
  };

  /* What is typed stays in this tab until it is sent: a reload or a crash brings it back. */
  const DRAFT = `sending:${location.pathname}${location.search}`;
  const typed = () => Array.from(form().elements).filter((one) => one.matches("input[type=text], input[type=email], textarea"));
  const keep = () => {
    try {
      sessionStorage.setItem(DRAFT, JSON.stringify(typed().map((one) => [one.name, one.value])));
    } catch { /* no room or no permission: then there is no draft */ }
  };
  const restore = () => {
    try {
      for (const [name, value] of JSON.parse(sessionStorage.getItem(DRAFT) || "[]")) {
        const field = form().elements[name];
        if (!field || field.value || !value) continue;
        field.value = value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    } catch { /* not ours to read */ }
  };

  const show = (html, address) => {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("sending");
    if (!fresh) return false;
    place.replaceChildren(...fresh.childNodes);
    window.htmx?.process(place);
    const notice = place.querySelector(".error-summary, .notice--problem:not([hidden])");
    const part = address.hash && document.getElementById(address.hash.slice(1));
    (notice || part)?.scrollIntoView();
    if (notice) { notice.tabIndex = -1; notice.focus(); }
    return true;
  };

  const send = async (button) => {
    const wait = document.getElementById("submit-wait");
    const address = new URL(button?.formAction || form().action);
    const isFinal = button?.value === "send";
    document.getElementById("submit-trouble").hidden = true;
    if (button) button.disabled = true;
    wait.textContent = wait.dataset.words;
    try {
      if (isFinal) await solve();
      const body = new URLSearchParams(new FormData(form()));
      if (button?.name) body.append(button.name, button.value);
      const response = await fetch(address.pathname, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE) });
      if (response.redirected) {
        sessionStorage.removeItem(DRAFT);
        location.assign(response.url);
        return;
      }
      if (!show(await response.text(), address)) throw new Error(response.status);
    } catch {
      const trouble = document.getElementById("submit-trouble");
      trouble.hidden = false;
      trouble.focus();
    }
    if (button) button.disabled = false;
    document.getElementById("submit-wait").textContent = "";
  };

  place.addEventListener("submit", (event) => {
    if (!window.fetch || !AbortSignal.timeout) return;
    event.preventDefault();
    send(event.submitter);
  });
  place.addEventListener("input", () => { solve(); keep(); });
  place.addEventListener("focusin", solve, { once: true });
  restore();
})();
