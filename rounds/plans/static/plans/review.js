/* Takes the words that are selected in a section of the plan into the remark on it. Without script they are typed. */
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-quote]");
  if (!button) return;
  const selection = document.getSelection();
  const field = document.getElementById(button.dataset.quote);
  const part = document.querySelector(`[data-section="${button.dataset.from}"]`);
  if (selection.isCollapsed || !part.contains(selection.anchorNode) || !part.contains(selection.focusNode)) return;
  field.value = selection.toString().trim().slice(0, 400);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});
document.addEventListener("mousedown", (event) => {
  if (event.target.closest("[data-quote]")) event.preventDefault(); // the selection stays
});
