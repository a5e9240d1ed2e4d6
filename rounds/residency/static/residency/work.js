// Work is saved as it is typed. What the server does not have yet is kept on this device and offered again.
(() => {
  "use strict";
  const PAUSE = 1000; // milliseconds after the last key

  const store = {
    get(name) {
      try {
        return JSON.parse(localStorage.getItem(name) || "null");
      } catch {
        return null;
      }
    },
    set(name, value) {
      try {
        if (value) localStorage.setItem(name, JSON.stringify(value));
        else localStorage.removeItem(name);
      } catch {
        // Nothing may be kept here: the form still has it.
      }
    },
  };

  // Only then a browser fills fields in by itself; else what stands there was typed before this script came.
  const isShownAgain = performance.getEntriesByType("navigation")[0]?.type !== "navigate";

  const follow = (form) => {
    const name = `residency-work:${form.dataset.work}`;
    const text = form.querySelector("[data-work-text]");
    const url = form.querySelector("[data-work-url]");
    const version = form.querySelector("[data-work-version]");
    const base = form.querySelector("[data-work-base]");
    const said = form.querySelector("[data-work-said]");
    let isSending = false;
    let timer = 0;
    if (isShownAgain) for (const one of [text, url]) if (one) one.value = one.defaultValue;
    let saved = JSON.stringify([text.defaultValue, url ? url.defaultValue : ""]);

    function state() {
      return JSON.stringify([text.value, url ? url.value : ""]);
    }

    const say = (words, isLost) => {
      said.textContent = words;
      said.classList.toggle("task__said--lost", Boolean(isLost));
    };

    const keep = () =>
      store.set(name, { text: text.value, url: url ? url.value : "", version: version.value, base: base.value });

    // Where somebody typed on meanwhile, what was merged is left alone: the next save merges again, from the same base.
    const take = (answer, typed, now) => {
      if (answer.is_merged && text.value !== typed) return;
      version.value = answer.version;
      base.value = answer.text;
      if (answer.is_merged) {
        const caret = text.selectionStart;
        text.value = answer.text;
        if (document.activeElement === text) text.setSelectionRange(caret, caret);
        saved = state();
      } else saved = now;
      if (state() === saved) store.set(name, null);
      else keep();
    };

    const send = async () => {
      clearTimeout(timer);
      if (isSending || state() === saved) return;
      const [typed, now] = [text.value, state()];
      keep();
      isSending = true;
      try {
        const response = await fetch(form.action, {
          method: "POST",
          body: new FormData(form),
          headers: { Accept: "application/json" },
          keepalive: document.visibilityState === "hidden",
          redirect: "error",
        });
        if (response.status === 401 || response.status === 403) {
          say(said.dataset.out, true);
          return;
        }
        const answer = await response.json();
        if (response.ok) take(answer, typed, now);
        say(answer.said, !response.ok);
      } catch {
        say(said.dataset.lost, true);
      } finally {
        isSending = false;
      }
      if (text.value !== typed) later();
    };

    const later = () => {
      keep();
      clearTimeout(timer);
      timer = setTimeout(send, PAUSE);
    };

    const kept = store.get(name);
    if (kept && (kept.text !== text.value || (url && kept.url !== url.value))) {
      text.value = kept.text;
      if (url) url.value = kept.url;
      version.value = kept.version;
      base.value = kept.base;
      say(said.dataset.back, true);
    } else if (kept) store.set(name, null);
    if (state() !== saved) later();

    form.addEventListener("input", later);
    form.addEventListener("focusout", () => send());
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      keep();
    });
    window.addEventListener("online", () => send());
    window.addEventListener("pagehide", () => send());
  };

  for (const form of document.querySelectorAll("[data-work]")) follow(form);
})();
