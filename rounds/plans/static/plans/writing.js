/* Saves a section as one types. What the server does not have yet stays on this device, and is sent when it can be:
   after a lost connection, a new sign-in, a crash. Without this script the same form is sent by its buttons.

   `base` and `seen` are the version, and the very text, that was typed on: the server merges on them, so whatever stands
   there by now, what was typed is added to it. Where both changed the same words it answers with both, and one chooses. */
(() => {
  "use strict";
  const PAUSE = 1000, LONGEST = 8000, LOOK = 15000, AGAIN = 6000, PATIENCE = 20000; // milliseconds
  const MOST_AT_END = 60000; // bytes that a browser still sends while a page goes away
  const PAGE = Math.random().toString(36).slice(2);
  let now = null; // the section that is written on this page

  /* Drafts on this device: one for each page that is open, so that two tabs do not write over one another. */
  const drafts = {
    of: (section) => `rounds-plan:${section.user}:${section.plan}:${section.key}:`,
    keep(section, draft) {
      try {
        if (draft) localStorage.setItem(this.of(section) + PAGE, JSON.stringify(draft));
        else localStorage.removeItem(this.of(section) + PAGE);
      } catch { /* no room or no permission: then there is none */ }
    },
    async left(section) {
      const open = new Set();
      try {
        for (const one of (await navigator.locks.query()).held) open.add(one.name);
      } catch { /* an old browser: every draft counts as left */ }
      const found = [];
      try {
        const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.of(section)));
        for (const key of keys) {
          const page = key.split(":").pop();
          if (page === PAGE || open.has(`rounds-plan-page:${page}`)) continue;
          found.push({ key, ...JSON.parse(localStorage.getItem(key)) });
        }
      } catch { /* not ours to read */ }
      return found.sort((one, other) => one.at - other.at);
    },
  };
  navigator.locks?.request(`rounds-plan-page:${PAGE}`, () => new Promise(() => {}));

  /* Where the caret belongs after other words came in: behind the same letters, near where it was. */
  function place(before, after, at) {
    for (const length of [40, 20, 10, 5, 2]) {
      const letters = before.slice(Math.max(0, at - length), at);
      const places = [];
      for (let found = after.indexOf(letters); letters && found >= 0; found = after.indexOf(letters, found + 1)) {
        places.push(found + letters.length);
      }
      if (places.length) return places.reduce((one, other) => Math.abs(other - at) < Math.abs(one - at) ? other : one);
    }
    return Math.min(at, after.length);
  }

  /* Only then a browser fills fields in by itself; else what stands there was typed before this script came. */
  const isShownAgain = () => performance.getEntriesByType("navigation")[0]?.type !== "navigate";

  class Section {
    constructor(root, typed) {
      Object.assign(this, { ...root.dataset, root });
      this.form = document.getElementById("section-form");
      this.area = document.getElementById("text");
      if (isShownAgain()) this.area.value = this.area.defaultValue; // what a browser fills in again is of an older version
      this.base = Number(this.form.elements.base.value);
      this.seen = "fresh" in root.dataset ? this.area.defaultValue : null;
      this.line = document.getElementById("saved");
      this.isBusy = this.isStopped = false;
      this.clash = null;
      this.waiting = [];
      this.busyFields = new Map();
      if (!document.getElementById("clash").hidden) this.clash = { theirs: root.querySelector("[data-theirs]").textContent };
      if (typed) Object.assign(this.area, { value: typed.text }), this.seen = typed.seen;
      this.grow();
    }

    get isTyped() { return this.seen === null ? this.area.value !== this.area.defaultValue : this.area.value !== this.seen; }

    get fields() { return Array.from(this.form.elements).filter((one) => /^(row-|new-|comment-|answer-)/.test(one.name)); }

    /* Rows in which something differs from what stood there. */
    get rows() {
      return Array.from(this.root.querySelectorAll("[data-row]")).filter((row) => this.isChanged(row));
    }

    isChanged(row) {
      return this.fieldsOf(row).some((one) => valueOf(one) !== (this.form.elements[`was-${one.name}`]?.value ?? ""));
    }

    fieldsOf(row) { return this.fields.filter((one) => one.name.startsWith(`row-${row.dataset.row}-`)); }

    /* Kept on this device as long as the server may not have it. */
    keep() {
      const fields = this.fields.filter((one) => this.isNew(one)).map((one) => [one.name, valueOf(one)]);
      const draft = { text: this.area.value, base: this.base, seen: this.seen, fields, at: Date.now() };
      drafts.keep(this, this.isTyped || this.clash || fields.length ? draft : null);
    }

    isNew(field) {
      if (field.name.startsWith("row-")) return valueOf(field) !== (this.form.elements[`was-${field.name}`]?.value ?? "");
      return valueOf(field) !== defaultOf(field);
    }

    async recover() {
      this.waiting = await drafts.left(this);
      this.next();
    }

    /* What a page that was closed, or that broke down, had not saved. */
    next() {
      const draft = this.waiting.shift();
      if (!draft) return;
      for (const [name, value] of draft.fields ?? []) {
        const field = this.form.elements[name];
        if (!field || valueOf(field) === value) continue;
        if (field.type === "checkbox") field.checked = value === "on"; else field.value = value;
        for (let part = field; (part = part.closest("details:not([open])"));) part.open = true;
      }
      if (draft.text !== this.area.value) {
        this.put(draft.text);
        this.seen = draft.seen;
        this.base = draft.base;
        this.isBack = true;
      }
      this.keep();
      localStorage.removeItem(draft.key);
      if (this.isTyped || this.rows.length) this.send(); else this.next();
    }

    typed() {
      this.isStopped = false;
      this.keep();
      if (!this.clash) this.say(this.isTyped ? "typing" : "");
      clearTimeout(this.timer);
      const since = Date.now() - (this.first ??= Date.now());
      this.timer = setTimeout(() => this.send(), Math.max(0, Math.min(PAUSE, LONGEST - since)));
    }

    body(rows, withSeen = true) {
      const body = new URLSearchParams({ csrfmiddlewaretoken: this.form.elements.csrfmiddlewaretoken.value });
      body.set("base", this.base);
      body.set("text", this.area.value);
      if (withSeen && this.seen !== null) body.set("seen", this.seen);
      for (const row of rows) {
        for (const one of this.fieldsOf(row)) {
          if (one.type !== "checkbox" || one.checked) body.set(one.name, one.value);
          body.set(`was-${one.name}`, this.form.elements[`was-${one.name}`].value);
          if (one.type === "checkbox") body.set(`${one.name}-shown`, "yes");
        }
      }
      return body;
    }

    async send() {
      clearTimeout(this.timer);
      if (this.isBusy || this.isStopped || this.clash || this.area.readOnly) return;
      const rows = this.rows;
      if (!this.isTyped && !rows.length) return;
      this.isBusy = true;
      this.first = undefined;
      const sent = this.area.value;
      try {
        const answer = await this.ask("POST", this.body(rows));
        this.isBusy = false;
        await this.hear(answer, sent, rows);
      } catch {
        this.isBusy = false;
        this.later(navigator.onLine ? "trouble" : "offline");
      }
    }

    async ask(method, body, query = "") {
      const asked = { method, body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) };
      return fetch(this.url + query, asked);
    }

    async hear(answer, sent, rows) {
      if (answer.status === 401) return this.signedOut();
      if (answer.status === 404) return this.stop("gone");
      if (answer.status === 403) return this.newToken();
      if (answer.status !== 200 && answer.status !== 409) return this.later("trouble");
      const told = await answer.json();
      document.getElementById("sign-in").hidden = true;
      this.token = 0;
      if (told.answer === "refused") return this.stop("", told.why);
      if (told.answer === "conflict") this.meet(told, sent); else this.have(told, sent);
      const areWrong = this.hearRows(told.rows ?? {}, rows);
      this.keep();
      if (this.clash) return undefined;
      if (areWrong) this.say("wrong");
      if (this.isTyped || (!areWrong && this.rows.length)) return this.typed();
      return this.next();
    }

    /* The server has what was sent. What was typed since was typed on that. */
    have(told, sent) {
      const stands = told.text ?? sent;
      this.version(told.version);
      this.seen = sent;
      if (this.area.value === sent) {
        if (stands !== sent) this.put(stands);
        this.seen = stands;
      }
      this.say(this.isBack ? "back" : told.answer === "merged" ? "merged" : "saved", told.answer === "merged");
      this.isBack = false;
    }

    meet(told, sent) {
      this.clash = { theirs: told.text, both: told.both, sent };
      this.version(told.version);
      this.root.querySelector("[data-theirs]").textContent = told.text;
      document.getElementById("clash").hidden = false;
      this.say("clash", true);
    }

    choose(which) {
      const { theirs, both, sent } = this.clash;
      if (which === "theirs") this.put(theirs);
      if (which === "both") this.put(both !== undefined && this.area.value === sent ? both : `${theirs}\n\n${this.area.value}`);
      this.seen = theirs;
      this.clash = null;
      document.getElementById("clash").hidden = true;
      this.keep();
      this.area.focus();
      if (this.isTyped) this.send(); else this.say("saved");
    }

    hearRows(told, rows) {
      let areWrong = false;
      for (const row of rows) {
        const answer = told[row.dataset.row];
        if (!answer) continue;
        for (const [name, was] of Object.entries(answer.was ?? {})) this.form.elements[name].value = was;
        if (answer.title) row.querySelector(".row__title").textContent = answer.title;
        const errors = Object.values(answer.errors ?? {}).flat();
        for (const one of this.fieldsOf(row)) one.toggleAttribute("aria-invalid", false);
        for (const name of Object.keys(answer.errors ?? {})) this.form.elements[`row-${row.dataset.row}-${name}`]?.setAttribute("aria-invalid", "true");
        areWrong ||= errors.length > 0;
        row.querySelector("[data-said]").textContent = errors.join(" ") || this.met(answer) || this.line.dataset.saved;
      }
      return areWrong;
    }

    met(answer) {
      const theirs = Object.values(answer.met ?? {});
      return theirs.length ? `${this.line.dataset.met} ${theirs.map((one) => `“${one}”`).join(", ")}` : "";
    }

    version(number) {
      this.base = number;
      this.form.elements.base.value = number;
    }

    put(text) {
      const { selectionStart, selectionEnd, value, scrollTop } = this.area;
      this.area.value = text;
      if (document.activeElement === this.area) {
        this.area.setSelectionRange(place(value, text, selectionStart), place(value, text, selectionEnd));
        this.area.scrollTop = scrollTop;
      }
      this.grow();
    }

    grow() {
      if (CSS.supports("field-sizing", "content")) return;
      this.area.style.height = "auto";
      this.area.style.height = `${this.area.scrollHeight + 4}px`;
    }

    later(why) {
      this.keep();
      this.say(why, this.said !== why);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.send(), AGAIN);
    }

    signedOut() {
      this.later("signedOut");
      document.getElementById("sign-in").hidden = false;
    }

    /* Signed in anew in another tab: the forms of this page need a new token. */
    async newToken() {
      if ((this.token = (this.token ?? 0) + 1) > 2) return this.later("trouble");
      const answer = await this.ask("GET");
      if (answer.status === 401) return this.signedOut();
      if (answer.status === 404) return this.stop("gone");
      if (answer.status !== 200) return this.later("trouble");
      const { token } = await answer.json();
      for (const one of document.querySelectorAll("[name=csrfmiddlewaretoken]")) one.value = token;
      return this.send();
    }

    stop(which, words) {
      this.isStopped = true;
      this.keep();
      this.say(which, true, words);
    }

    /* What colleagues wrote meanwhile. */
    async look() {
      if (document.hidden || this.isBusy || this.clash || this.isStopped) return;
      if (this.isTyped || this.rows.length) { this.send(); return; }
      try {
        const before = this.area.value;
        const answer = await this.ask("GET", undefined, `?since=${this.base}`);
        if (answer.status !== 200) return;
        const told = await answer.json();
        if (told.text === undefined || told.version <= this.base || this.isBusy || this.area.value !== before) return;
        this.version(told.version);
        this.put(told.text);
        this.seen = told.text;
        this.say("came", true);
      } catch { /* it is looked again */ }
    }

    say(which, isAloud = false, words = this.line.dataset[which]) {
      this.said = which;
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });
      this.line.textContent = ["saved", "merged"].includes(which) ? `${words} ${time}` : words ?? "";
      this.line.classList.toggle("writing__saved--not", ["offline", "trouble", "signedOut", "gone", "clash", ""].includes(which));
      if (isAloud) document.getElementById("saved-aloud").textContent = words ?? "";
    }

    /* A button was pressed: the whole form goes, and the page that comes takes this one's place. */
    async submit(button) {
      const body = new URLSearchParams(new FormData(this.form));
      if (button?.name) body.set(button.name, button.value);
      if (this.seen !== null && !this.clash) body.set("seen", this.seen);
      const sent = this.area.value;
      this.isBusy = true;
      try {
        const answer = await fetch(this.url, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE) });
        if (answer.status === 403) { this.isBusy = false; this.later("trouble"); return this.newToken(); }
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (!page.getElementById("writing")) {
          this.keep();
          this.isBusy = false;
          if (answer.redirected) location.assign(answer.url); else this.later("trouble");
          return undefined;
        }
        return show(page, answer.url, this.area.value !== sent ? { text: this.area.value, seen: sent } : null);
      } catch {
        this.isBusy = false;
        return this.later(navigator.onLine ? "trouble" : "offline");
      }
    }

    leave() {
      this.keep();
      const rows = this.rows;
      if (this.isStopped || this.clash || (!this.isTyped && !rows.length)) return;
      let body = this.body(rows);
      if (body.toString().length > MOST_AT_END) body = this.body(rows, false);
      fetch(this.url, { method: "POST", body, keepalive: true, headers: { Accept: "application/json" } }).catch(() => {});
    }
  }

  function valueOf(field) { return field.type === "checkbox" ? (field.checked ? "on" : "") : field.value; }

  function defaultOf(field) {
    if (field.type === "checkbox") return field.defaultChecked ? "on" : "";
    if (field.tagName === "SELECT") return (Array.from(field.options).find((one) => one.defaultSelected) ?? field.options[0])?.value ?? "";
    return field.defaultValue;
  }

  function show(page, address, typed) {
    const { hash, pathname, search } = new URL(address);
    drafts.keep(now, null);
    document.getElementById("main").replaceChildren(...page.getElementById("main").childNodes);
    document.title = page.title;
    history.replaceState(null, "", pathname + search + hash);
    begin(typed);
    const part = document.querySelector(".error-summary, #clash:not([hidden]), .notice--problem, .notice--warning") ?? (hash && document.getElementById(hash.slice(1)));
    if (!part) return;
    part.tabIndex = -1;
    part.focus();
    part.scrollIntoView({ block: "center" });
  }

  function begin(typed = null) {
    const root = document.getElementById("writing");
    if (!root) return;
    now = new Section(root, typed);
    if (window.matchMedia("(width < 60rem)").matches) root.querySelector(".writing__list").open = false;
    now.form.addEventListener("submit", (event) => { event.preventDefault(); now.submit(event.submitter); });
    if (typed) now.typed();
  }

  const isOurs = (element) => element.form?.id === "section-form";
  document.addEventListener("input", (event) => {
    if (event.target === now?.area) { now.grow(); now.typed(); }
    else if (now && isOurs(event.target)) now.keep();
  });
  document.addEventListener("change", (event) => {
    if (now && isOurs(event.target) && event.target.name.startsWith("row-")) now.typed();
  });
  document.addEventListener("focusout", (event) => { if (event.target === now?.area) now.send(); });
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-choose]");
    if (chosen && now?.clash) now.choose(chosen.dataset.choose);
  });
  document.addEventListener("keydown", (event) => {
    if (now && event.key === "s" && (event.ctrlKey || event.metaKey) && !event.altKey) { event.preventDefault(); now.send(); }
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden) now?.send(); else now?.look(); });
  window.addEventListener("online", () => now?.send());
  window.addEventListener("focus", () => now?.look());
  window.addEventListener("pagehide", () => now?.leave());
  setInterval(() => now?.look(), LOOK);
  begin();
  if (now?.isTyped) now.typed();
  now?.recover();
})();
