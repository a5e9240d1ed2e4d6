// Saves what is answered while it is written, and says how much time is left. Without this script the buttons save.
(() => {
  "use strict";
  const PAUSE = 900; // milliseconds without a keystroke
  const AGAIN = 5000; // until a save that failed is tried again
  const QUIET = 20000; // between two times that "saved" is read aloud
  const form = document.querySelector("form[data-check]");
  if (!form) return;
  const words = form.dataset;
  const status = form.querySelector("[data-status-words]");
  let timer = 0, changes = words.isUnsaved === undefined && ![...form.elements].some(isTyped) ? 0 : 1, saved = 0, isGoing = false, isLeaving = false, spoken = 0;

  // Read aloud by screen readers, seen by nobody.
  const speaker = document.createElement("div");
  speaker.className = "visually-hidden";
  speaker.setAttribute("role", "status");
  form.append(speaker);
  const say = (sentence) => { speaker.textContent = sentence; };
  const show = (sentence) => { status.textContent = sentence; };

  // Before this script came, or put back by the browser.
  function isTyped(one) {
    if (one.type === "checkbox" || one.type === "radio") return one.checked !== one.defaultChecked;
    if (one.options) return one.selectedIndex !== Math.max(0, [...one.options].findIndex((each) => each.defaultSelected));
    return "defaultValue" in one && one.type !== "hidden" && one.value !== one.defaultValue;
  }

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }

  function sent() {
    const data = new FormData(form);
    data.set("do", "save");
    return data;
  }

  async function save() {
    clearTimeout(timer);
    if (isGoing || isLeaving) return;
    isGoing = true;
    const upTo = changes;
    show(words.saving);
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent(), headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "manual" });
      if (answer.status === 200) took(await answer.json(), upTo);
      else if (answer.status === 401 || answer.status === 403) trouble(words.signedOut);
      else if (answer.status === 409) handIn();
      else throw new Error(String(answer.status));
    } catch {
      trouble(words.offline);
      later(AGAIN);
    } finally {
      isGoing = false;
      if (saved < changes && upTo < changes) later(PAUSE);
    }
  }

  function took(told, upTo) {
    saved = upTo;
    show(saved === changes ? told.said : words.unsaved);
    if (Date.now() - spoken > QUIET) { say(told.said); spoken = Date.now(); }
    for (const [pk, mark] of Object.entries(told.marks)) {
      const isNewer = told.newer.includes(Number(pk));
      if (!isNewer) form.elements[`seen-${pk}`].value = mark;
    }
    for (const pk of told.newer) tell(pk, words.newer);
    for (const pk of told.replaced) tell(pk, words.replaced);
  }

  function tell(pk, sentence) {
    const place = form.querySelector(`[data-told="${pk}"]`);
    if (!place || place.textContent === sentence) return;
    place.textContent = sentence;
    place.hidden = false;
    say(sentence);
  }

  function trouble(sentence) {
    if (status.textContent !== sentence) say(sentence);
    show(sentence);
  }

  // The server shows what came too late, and what the attempt came to.
  function handIn() {
    if (isLeaving) return;
    isLeaving = true;
    const button = document.createElement("input");
    button.type = "hidden";
    button.name = "do";
    button.value = "end-anyway";
    form.append(button);
    form.submit();
  }

  form.addEventListener("input", () => { changes += 1; show(words.unsaved); later(PAUSE); });
  form.addEventListener("change", () => { changes += 1; later(PAUSE); });
  form.addEventListener("submit", () => { isLeaving = true; clearTimeout(timer); });
  window.addEventListener("online", () => { if (saved < changes) save(); });
  window.addEventListener("pageshow", () => { isLeaving = false; });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") save();
    else if (saved < changes && !isLeaving) navigator.sendBeacon?.(form.action, sent());
  });
  window.addEventListener("beforeunload", (event) => {
    if (saved < changes && !isLeaving) event.preventDefault();
  });
  if (changes) later(0);

  // Time: the end is reckoned from when the page came, so a wrong clock of this machine does no harm.
  const clock = document.querySelector("[data-clock]");
  if (!clock) return;
  const place = clock.querySelector("[data-clock-words]");
  const whole = Number(clock.dataset.left);
  const began = performance.now();
  const loud = [300, 60, 20];
  const left = () => Math.max(0, Math.round(whole - (performance.now() - began) / 1000));

  function inWords(seconds) {
    if (seconds < 90) return clock.dataset.seconds.replace("%s", String(seconds));
    return clock.dataset.minutes.replace("%s", String(Math.floor(seconds / 60)));
  }

  function tick() {
    const seconds = left();
    place.textContent = inWords(seconds);
    while (loud.length && seconds <= loud[0]) {
      const mark = loud.shift();
      if (whole > mark && (!loud.length || seconds > loud[0])) say(inWords(seconds));
    }
    if (seconds > 0) { setTimeout(tick, seconds <= 90 ? 1000 : 5000); return; }
    place.textContent = clock.dataset.over;
    say(clock.dataset.over);
    handIn();
  }
  tick();
})();
