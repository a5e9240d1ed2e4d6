// Keys for whoever reviews at a keyboard, which can be switched off; and the time zone, so that a day begins when theirs does.
(() => {
  "use strict";
  const card = document.querySelector("[data-review]");
  const choice = document.querySelector("[data-review-keys]");
  if (!card || !choice) return;

  const zone = card.querySelector("[data-time-zone]");
  if (zone) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";

  const name = "review-keys";
  let kept = "";
  try {
    kept = localStorage.getItem(name) || "";
  } catch {
    // Nothing may be kept here: the keys work until they are switched off on each page.
  }
  choice.checked = kept !== "off";
  choice.addEventListener("change", () => {
    try {
      localStorage.setItem(name, choice.checked ? "on" : "off");
    } catch {
      // As above.
    }
  });

  const isBusy = (element) =>
    element instanceof Element && element.closest("a, button, input, select, textarea, summary, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (!choice.checked || event.repeat || event.altKey || event.ctrlKey || event.metaKey) return;
    if (isBusy(event.target)) return;
    const wanted = [...card.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
    if (!wanted) return;
    event.preventDefault();
    wanted.click();
  });
})();
