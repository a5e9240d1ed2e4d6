// The box that searches everything: what is offered while one types, by keyboard and pointer. "/" leads to the box.
// Pattern: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ - the box keeps the focus, the list is pointed at.
(() => {
  "use strict";

  const listOf = (box) => document.getElementById(`${box.id}-list`);
  const optionsOf = (box) => Array.from(listOf(box).querySelectorAll("[role=option]"));

  for (const box of document.querySelectorAll("[data-suggest]")) {
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", `${box.id}-list`);
    box.setAttribute("aria-expanded", "false");
  }

  function show(box) {
    const are = optionsOf(box).length > 0;
    listOf(box).hidden = !are;
    box.setAttribute("aria-expanded", are);
    box.removeAttribute("aria-activedescendant");
    document.getElementById(`${box.id}-status`).textContent =
      listOf(box).querySelector("[data-said]")?.dataset.said ?? "";
  }

  function close(box) {
    listOf(box).hidden = true;
    point(box, null);
    box.setAttribute("aria-expanded", "false");
  }

  function point(box, option) {
    for (const one of optionsOf(box)) one.setAttribute("aria-selected", one === option);
    if (option) {
      box.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else box.removeAttribute("aria-activedescendant");
  }

  function take(box, option) {
    close(box);
    if (option.dataset.url) {
      location.assign(option.dataset.url);
      return;
    }
    box.value = option.dataset.text;
    box.form.requestSubmit();
  }

  const pointed = (box) => optionsOf(box).find((one) => one.getAttribute("aria-selected") === "true");
  const isOpen = (box) => box.getAttribute("aria-expanded") === "true";

  function move(box, by) {
    const options = optionsOf(box);
    const at = options.indexOf(pointed(box)) + by;
    point(box, at === -2 ? options.at(-1) : options[at] ?? null);
  }

  function onKey(box, event) {
    const option = pointed(box);
    if (event.key === "ArrowDown" && !isOpen(box)) show(box);
    if (["ArrowDown", "ArrowUp"].includes(event.key) && isOpen(box)) move(box, event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter" && isOpen(box) && option) take(box, option);
    else if (event.key === "Escape" && isOpen(box)) close(box);
    else return;
    event.preventDefault();
  }

  const isWriting = (element) => element.isContentEditable || element.matches("input, textarea, select");

  function onSlash(event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    const box = Array.from(document.querySelectorAll("[data-suggest]")).find((one) => one.offsetParent);
    const link = document.querySelector(".site-search__link");
    if (!box && !link) return;
    event.preventDefault();
    if (box) {
      box.focus();
      box.select();
    } else link.click();
  }

  document.addEventListener("keydown", (event) => {
    if (event.target.matches?.("[data-suggest]")) onKey(event.target, event);
    else onSlash(event);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const box = document.querySelector(`[aria-controls="${event.detail.target.id}"][data-suggest]`);
    if (box && document.activeElement === box) show(box);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target.matches?.("[data-suggest]")) close(event.target);
  });
  // Before the box loses the focus, and with it the list.
  document.addEventListener("pointerdown", (event) => {
    const option = event.target.closest?.(".combobox__list [role=option]");
    if (option) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const option = event.target.closest?.(".combobox__list [role=option]");
    const box = option && document.querySelector(`[aria-controls="${option.parentElement.id}"][data-suggest]`);
    if (box) take(box, option);
  });
})();
