// What is to be put in order can be moved by buttons. The numbers are what is sent; without this script they are chosen.
(() => {
  "use strict";
  const chosen = (line) => Number(line.querySelector("select").value) || 0;

  function number(group) {
    Array.from(group.children).forEach((line, at) => { line.querySelector("select").value = String(at + 1); });
  }

  function move(group, line, by) {
    const lines = Array.from(group.children);
    const other = lines[lines.indexOf(line) + by];
    if (!other) return;
    if (by < 0) other.before(line); else other.after(line);
    number(group);
    line.dispatchEvent(new Event("change", { bubbles: true }));
    const words = group.dataset.moved.replace("%(item)s", line.querySelector("label").textContent);
    say(words.replace("%(place)s", String(lines.indexOf(line) + by + 1)));
  }

  function say(words) {
    let speaker = document.getElementById("speaker");
    if (!speaker) {
      speaker = document.createElement("div");
      speaker.id = "speaker";
      speaker.className = "visually-hidden";
      speaker.setAttribute("role", "status");
      document.body.append(speaker);
    }
    speaker.textContent = words;
  }

  function button(group, line, sign, words, by) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button button--secondary button--small";
    made.textContent = sign;
    made.setAttribute("aria-label", `${words}: ${line.querySelector("label").textContent}`);
    made.addEventListener("click", () => { move(group, line, by); made.focus(); });
    return made;
  }

  for (const group of document.querySelectorAll("[data-ordering]")) {
    const lines = Array.from(group.children);
    if (lines.every(chosen)) lines.sort((one, other) => chosen(one) - chosen(other)).forEach((line) => group.append(line));
    for (const line of lines) {
      const moves = document.createElement("div");
      moves.className = "line__moves";
      moves.append(button(group, line, "↑", group.dataset.up, -1), button(group, line, "↓", group.dataset.down, 1));
      line.append(moves);
    }
  }
})();
