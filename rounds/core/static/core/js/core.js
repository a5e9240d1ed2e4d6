// Small comforts. Every page works without this file.
(() => {
  "use strict";
  document.documentElement.classList.add("has-script");

  async function copy(button) {
    const field = document.getElementById(button.dataset.copy);
    const words = button.querySelector("span") ?? button;
    const before = words.textContent;
    try {
      await navigator.clipboard.writeText(field.value ?? field.textContent);
      words.textContent = button.dataset.copied;
      say(button.dataset.copied);
    } catch {
      field.focus();
      field.select?.();
      return;
    }
    setTimeout(() => { words.textContent = before; }, 2000);
  }

  // Read aloud by screen readers, seen by nobody.
  function say(words) {
    let speaker = document.getElementById("speaker");
    if (!speaker) {
      speaker = document.createElement("div");
      speaker.id = "speaker";
      speaker.className = "visually-hidden";
      speaker.setAttribute("role", "status");
      document.body.append(speaker);
    }
    speaker.textContent = "";
    setTimeout(() => { speaker.textContent = words; }, 50);
  }

  document.addEventListener("click", (event) => {
    const copier = event.target.closest("[data-copy]");
    if (copier) copy(copier);
    event.target.closest("[data-dismiss]")?.closest(".toast, .notice")?.remove();
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-submit-on-change]");
    if (form && event.target.matches("select, [type=checkbox], [type=radio]")) form.requestSubmit();
  });

  // A second press of a button while its form is on the way sends nothing twice.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  // What is replaced keeps its parts open or closed as they were, and the focus finds its field again.
  let before = null;
  document.addEventListener("htmx:beforeSwap", () => {
    const parts = document.querySelectorAll("details[id]");
    before = { parts: Array.from(parts, (part) => [part.id, part.open]), focus: document.activeElement?.id };
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const [id, open] of before?.parts ?? []) {
      const part = document.getElementById(id);
      if (part) part.open = open;
    }
    const field = before?.focus && document.activeElement === document.body && document.getElementById(before.focus);
    if (!field) return;
    for (let part = field; (part = part.closest("details:not([open])"));) part.open = true;
    field.focus();
  });

  // The part of a page that is being replaced says so.
  document.addEventListener("htmx:beforeRequest", (event) => event.detail.target?.setAttribute("aria-busy", "true"));
  document.addEventListener("htmx:afterRequest", (event) => event.detail.target?.removeAttribute("aria-busy"));
})();
