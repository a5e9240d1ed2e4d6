// Saves each section of the report while it is typed, and counts its words. Without this script the buttons save.
(() => {
  "use strict";
  const PAUSE = 800; // milliseconds without a keystroke
  const AGAIN = 4000; // until a save that failed is tried again
  const total = document.getElementById("words");
  const forms = [...document.querySelectorAll("form[data-section]")];
  if (!total || !forms.length) return;
  const number = new Intl.NumberFormat(document.documentElement.lang || "en");

  // As rounds/fellows/counting.py counts.
  const SIGN = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/gu;
  function words(text) {
    const bare = text
      .replace(/!\[[^\]]*\]\([^)\s]*[^)]*\)/g, " ")
      .replace(/\[([^\]]*)\]\([^)\s]*[^)]*\)/g, " $1 ")
      .replace(/<?\b(?:https?:\/\/|mailto:)\S+/gi, " ")
      .replace(/^[ \t>]*\d{1,9}[.)](?=\s)/gm, " ");
    const signs = (bare.match(SIGN) || []).length;
    const rest = bare.replace(SIGN, " ").split(/[\s|\u2012-\u2015\u2e3a\u2e3b]+|--+/);
    return signs + rest.filter((one) => /[\p{L}\p{N}]/u.test(one)).length;
  }

  function count() {
    let all = 0;
    for (const form of forms) {
      const place = form.querySelector("[data-words]");
      if (!place) continue;
      const n = words(form.elements.text.value);
      place.textContent = number.format(n);
      all += n;
    }
    const { least, most, few, many, fits } = total.dataset;
    total.querySelector("[data-count]").textContent = number.format(all);
    total.querySelector("[data-fault]").textContent =
      all < least ? few.replace("%n", number.format(least - all)) : all > most ? many.replace("%n", number.format(all - most)) : fits;
  }

  // What could not be saved yet outlives the page.
  const kept = {
    key: (form) => `rounds:report:${form.action}`,
    put(form) { try { localStorage.setItem(this.key(form), JSON.stringify([form.elements.base.value, form.elements.text.value])); } catch { /* it is full, or forbidden */ } },
    take(form) { try { return JSON.parse(localStorage.getItem(this.key(form))); } catch { return null; } },
    drop(form) { try { localStorage.removeItem(this.key(form)); } catch { /* as above */ } },
  };

  // Only then a browser fills fields in by itself; else what stands there was typed before this script came.
  const isShownAgain = performance.getEntriesByType("navigation")[0]?.type !== "navigate";

  for (const form of forms) {
    const field = form.elements.text, status = form.querySelector("[data-status]");
    if (isShownAgain) field.value = field.defaultValue; // what a browser fills in again is of an older version
    let timer = 0, isGoing = false, isStuck = false, saved = field.defaultValue;
    status.setAttribute("role", "status");
    const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };
    const show = (words) => { if (status.textContent !== words) status.textContent = words; };

    async function save() {
      if (isGoing || isStuck || field.value === saved) return;
      isGoing = true;
      const sent = field.value;
      show(form.dataset.saving);
      try {
        const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "manual" });
        if (answer.status === 200) took(await answer.json(), sent);
        else if (answer.status === 401 || answer.status === 403) stick(form.dataset.signedOut);
        else if (answer.status === 409) stick(form.dataset.clash);
        else if (answer.status === 422) { show((await answer.json()).said); saved = sent; }
        else throw new Error(String(answer.status));
      } catch {
        show(form.dataset.offline);
        later(AGAIN);
      } finally {
        isGoing = false;
        if (field.value !== saved && !isStuck && status.textContent !== form.dataset.offline) later(PAUSE);
      }
    }

    // A person decides: the button sends the form as any form is sent.
    function stick(words) { isStuck = true; show(words); }

    function took(told, sent) {
      if (told.text !== null && field.value !== sent) { // typed on meanwhile: the next save is merged again, on what this one sent
        form.elements.base.value = told.mine;
        saved = sent;
        return;
      }
      form.elements.base.value = told.version;
      saved = sent;
      if (told.text !== null) replace(told.text);
      if (field.value === saved) kept.drop(form);
      show(told.said);
      count();
    }

    function replace(text) {
      const from = field.selectionStart, to = field.selectionEnd;
      field.value = saved = text;
      if (document.activeElement === field) field.setSelectionRange(from, to);
    }

    field.addEventListener("input", () => { kept.put(form); count(); if (!isStuck) { show(form.dataset.unsaved); later(PAUSE); } });
    field.addEventListener("blur", save);
    form.addEventListener("submit", () => { isStuck = true; clearTimeout(timer); });
    addEventListener("online", save);
    addEventListener("pagehide", () => { if (field.value !== saved) kept.put(form); });

    const before = kept.take(form);
    if (before && before[1] !== field.value) {
      [form.elements.base.value, field.value] = before;
      show(form.dataset.unsaved);
      later(PAUSE);
    } else if (field.value !== saved) later(PAUSE);
    else kept.drop(form);
  }
  count();
})();
