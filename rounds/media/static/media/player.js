// The player: speed, leaps, chapters, captions for sound too, a transcript that follows. Without it the browser's own
// controls play, the words stand below as text, and each time leads into the file.
(() => {
  "use strict";
  if (window.roundsPlayer) return; // two players on a page bring this file twice
  window.roundsPlayer = true;

  const LEAP = 15;
  const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2];
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  function clock(seconds) {
    const whole = Math.max(0, Math.floor(seconds || 0));
    const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    const tail = `${minutes}:${String(rest).padStart(2, "0")}`;
    return hours ? `${hours}:${tail.padStart(5, "0")}` : tail;
  }

  // #t=95, #t=1:35 and #t=95,120, as media fragments are written.
  function momentIn(hash) {
    const told = /[#&]t=(?:npt:)?((?:\d+:)?(?:\d+:)?\d+(?:\.\d+)?)s?/.exec(hash);
    return told ? told[1].split(":").reduce((sum, part) => sum * 60 + Number(part), 0) : null;
  }

  function fill(template, values) {
    return template.replace(/%\((\w+)\)s/g, (_all, name) => values[name]);
  }

  class Player {
    constructor(root) {
      this.root = root;
      this.one = (name) => root.querySelector(`[data-${name}]`);
      this.media = root.querySelector(".player__media");
      this.text = this.one("text");
      root.classList.add("is-enhanced");
      if (this.text) this.findWords();
      if (this.media) this.takeOver();
    }

    takeOver() {
      this.console = this.one("console");
      this.media.removeAttribute("controls");
      this.one("bar").hidden = false;
      this.one("keys").hidden = false;
      this.name = `rounds.moment.${this.root.dataset.player}`;
      this.listen();
      this.offerCaptions();
      this.pointAtMoments();
      this.begin();
      this.show();
    }

    listen() {
      const { media, root } = this;
      for (const event of ["play", "pause", "ended", "volumechange", "ratechange", "durationchange", "seeked", "timeupdate"]) {
        media.addEventListener(event, () => this.show());
      }
      media.addEventListener("timeupdate", () => this.remember());
      media.addEventListener("ended", () => this.forget());
      media.addEventListener("error", () => { this.one("fault").hidden = false; });
      media.addEventListener("click", () => this.toggle());
      media.addEventListener("play", () => this.tellTheSystem(), { once: true });
      this.one("seekbar").addEventListener("input", (event) => this.seek(Number(event.target.value)));
      this.one("speed").addEventListener("change", (event) => this.setSpeed(Number(event.target.value)));
      this.console.addEventListener("keydown", (event) => this.key(event));
      root.addEventListener("click", (event) => this.click(event));
    }

    click(event) {
      const button = event.target.closest("[data-do]");
      if (button) return this.act(button.dataset.do);
      const link = event.target.closest("[data-seek]");
      if (link && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
        event.preventDefault();
        return this.playFrom(Number(link.dataset.seek));
      }
      const words = event.target.closest("[data-s]");
      if (words && getSelection().isCollapsed) this.playFrom(Number(words.dataset.s));
    }

    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const on = event.target;
      const isSeekbar = on.matches("input[type=range]");
      if (on.matches("select, textarea, [contenteditable]") || (on.matches("input") && !isSeekbar)) return;
      if (event.key === " " && on.matches("button, a, summary")) return; // it presses that one
      if (event.key === "Home" && isSeekbar) return;
      const doing = {
        " ": "play", k: "play", ArrowLeft: "back", ArrowRight: "on", "<": "slower", ">": "faster",
        c: "captions", m: "mute", f: "full", Home: "again",
      }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!doing || (doing === "full" && !this.root.querySelector("[data-do=full]"))) return;
      event.preventDefault();
      this.act(doing);
    }

    act(what) {
      const { media } = this;
      if (what === "play") this.toggle();
      else if (what === "back") this.seek(media.currentTime - LEAP);
      else if (what === "on") this.seek(media.currentTime + LEAP);
      else if (what === "slower") this.step(-1);
      else if (what === "faster") this.step(1);
      else if (what === "captions") this.setCaptions(!this.captions);
      else if (what === "mute") this.mute();
      else if (what === "full") this.wholeScreen();
      else if (what === "again") this.seek(0);
    }

    toggle() {
      if (this.media.paused) this.media.play().catch(() => {});
      else this.media.pause();
    }

    playFrom(seconds) {
      this.seek(seconds);
      this.media.play().catch(() => {});
    }

    seek(seconds) {
      this.one("resumed").hidden = true;
      this.media.currentTime = Math.min(Math.max(0, seconds), this.length() || seconds);
      this.show();
    }

    length() {
      return Number.isFinite(this.media.duration) ? this.media.duration : Number(this.one("seekbar").max);
    }

    step(by) {
      const at = SPEEDS.indexOf(this.media.playbackRate);
      this.setSpeed(SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, (at < 0 ? 1 : at) + by))]);
    }

    setSpeed(speed) {
      this.media.playbackRate = speed;
      this.one("speed").value = String(speed);
      this.say(fill(this.one("say").dataset.speedWords, { speed }));
    }

    mute() {
      this.media.muted = !this.media.muted;
      this.say(this.media.muted ? this.one("say").dataset.silent : this.one("say").dataset.loud);
    }

    wholeScreen() {
      if (document.fullscreenElement) document.exitFullscreen();
      else if (this.console.requestFullscreen) this.console.requestFullscreen().catch(() => {});
      else this.media.webkitEnterFullscreen?.();
    }

    say(words) {
      this.one("say").textContent = words;
    }

    // What is shown.

    show() {
      const { media, root } = this;
      const [now, length] = [media.currentTime, this.length()];
      const play = root.querySelector("[data-do=play]");
      root.classList.toggle("is-playing", !media.paused && !media.ended);
      root.classList.toggle("is-muted", media.muted);
      play.setAttribute("aria-label", media.paused ? play.dataset.play : play.dataset.pause);
      root.querySelector("[data-do=mute]").setAttribute("aria-pressed", String(media.muted));
      const bar = this.one("seekbar");
      bar.max = Math.floor(length);
      bar.value = now;
      bar.setAttribute("aria-valuetext", fill(bar.dataset.of, { now: clock(now), length: clock(length) }));
      this.one("now").textContent = clock(now);
      this.one("length").textContent = clock(length);
      this.markChapter(now);
      this.followWords(now);
    }

    markChapter(now) {
      this.chapters ??= Array.from(this.root.querySelectorAll(".player__chapter[data-seek]"));
      const current = this.chapters.findLast((one) => Number(one.dataset.seek) <= now + 0.25);
      if (current === this.chapter) return;
      this.chapter?.removeAttribute("aria-current");
      current?.setAttribute("aria-current", "true");
      this.chapter = current;
    }

    // Captions: the browser draws them on pictures; of sound we show them ourselves.

    offerCaptions() {
      const shown = Array.from(this.media.textTracks).filter((one) => ["captions", "subtitles"].includes(one.kind));
      this.captions = false;
      if (!shown.length) return;
      this.tracks = shown;
      this.track = shown.find((one) => one.mode === "showing") ?? shown[0];
      this.caption = this.one("caption");
      const choice = this.one("language");
      choice.replaceChildren(...shown.map((one, at) => new Option(one.label || one.language, String(at))));
      choice.value = String(shown.indexOf(this.track));
      choice.addEventListener("change", () => { this.track = shown[Number(choice.value)]; this.setCaptions(true); });
      this.one("languages").hidden = shown.length < 2;
      for (const track of shown) track.addEventListener("cuechange", () => this.showCue());
      this.setCaptions(kept("rounds.captions") !== "off", true);
    }

    setCaptions(on, quietly = false) {
      if (!this.tracks) return;
      this.captions = on;
      for (const track of this.tracks) {
        track.mode = on && track === this.track ? (this.caption ? "hidden" : "showing") : "disabled";
      }
      if (this.caption) this.caption.hidden = !on;
      this.showCue();
      this.root.querySelector("[data-do=captions]").setAttribute("aria-pressed", String(on));
      if (quietly) return;
      keep("rounds.captions", on ? "on" : "off");
      this.say(on ? this.one("say").dataset.captionsOn : this.one("say").dataset.captionsOff);
    }

    showCue() {
      if (!this.caption || !this.captions) return;
      const cues = Array.from(this.track.activeCues ?? []);
      this.caption.lang = this.track.language;
      this.caption.replaceChildren(...cues.flatMap((cue, at) => [...(at ? [document.createElement("br")] : []), ...spoken(cue)]));
    }

    // The transcript.

    pointAtMoments() {
      if (!("main" in this.root.dataset)) return;
      for (const link of this.root.querySelectorAll("[data-seek]")) link.href = `#t=${link.dataset.seek}`;
    }

    followWords(now) {
      if (!this.text) return;
      this.spans ??= Array.from(this.text.querySelectorAll("[data-s]"));
      this.starts ??= this.spans.map((one) => Number(one.dataset.s));
      let [low, high] = [0, this.starts.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.starts[middle] <= now + 0.05) low = middle + 1;
        else high = middle;
      }
      const current = this.spans[low - 1];
      if (current === this.current) return;
      this.current?.classList.remove("is-now");
      current?.classList.add("is-now");
      this.current = current;
      if (current && this.mayFollow()) this.bringIntoView(current);
    }

    mayFollow() {
      const { text } = this;
      const isBusy = text.matches(":hover") || text.contains(document.activeElement) || this.one("find")?.value;
      return this.one("follow")?.checked && !isBusy;
    }

    bringIntoView(words) {
      const part = words.closest(".transcript__part");
      const top = part.offsetTop + words.offsetTop * (words.offsetParent === part ? 1 : 0) - this.text.clientHeight / 3;
      this.text.scrollTo({ top, behavior: calm.matches || this.media.paused ? "auto" : "smooth" });
    }

    findWords() {
      this.one("tools").hidden = false;
      const parts = Array.from(this.text.querySelectorAll(".transcript__part"));
      const field = this.one("find");
      field.addEventListener("input", () => {
        const asked = field.value.trim().toLocaleLowerCase();
        const places = [];
        for (const part of parts) {
          const found = asked ? placesOf(part, asked) : [];
          places.push(...found);
          part.hidden = Boolean(asked) && !found.length;
        }
        if (window.Highlight) CSS.highlights.set("found", new Highlight(...places));
        const count = this.one("count");
        const words = places.length === 1 ? count.dataset.one : fill(count.dataset.many, { count: places.length });
        count.textContent = asked ? (places.length ? words : count.dataset.none) : "";
      });
      field.addEventListener("keydown", (event) => event.stopPropagation());
    }

    // Where to begin.

    begin() {
      const isMain = "main" in this.root.dataset;
      const moment = isMain ? momentIn(location.hash) : null;
      if (isMain) addEventListener("hashchange", () => this.goTo(momentIn(location.hash)));
      if (moment !== null) return this.goTo(moment);
      const before = Number(kept(this.name));
      if (!(before > LEAP)) return;
      this.media.currentTime = before;
      const words = this.one("words");
      words.textContent = fill(words.dataset.words, { moment: clock(before) });
      this.one("resumed").hidden = false;
    }

    goTo(moment) {
      if (moment === null) return;
      this.seek(moment);
      this.root.scrollIntoView({ block: "start", behavior: "auto" });
      this.root.querySelector("[data-do=play]").focus({ preventScroll: true });
    }

    remember() {
      const now = Math.floor(this.media.currentTime);
      if (this.media.paused || now === this.kept || now % 5) return;
      this.kept = now;
      if (now > LEAP && now < this.length() - LEAP) keep(this.name, String(now));
    }

    forget() {
      try { localStorage.removeItem(this.name); } catch { /* it was never kept */ }
    }

    tellTheSystem() {
      const session = navigator.mediaSession;
      if (!session || !window.MediaMetadata) return;
      session.metadata = new MediaMetadata({ title: this.root.dataset.title, artist: location.hostname });
      session.setActionHandler("seekbackward", () => this.act("back"));
      session.setActionHandler("seekforward", () => this.act("on"));
    }
  }

  function kept(name) {
    try { return localStorage.getItem(name); } catch { return null; }
  }

  function keep(name, value) {
    try { localStorage.setItem(name, value); } catch { /* a browser that keeps nothing plays all the same */ }
  }

  // Who speaks, in front of what they say.
  function spoken(cue) {
    const words = cue.getCueAsHTML();
    const voice = words.querySelector?.("[title]")?.title || /^<v(?:\.\S+)? ([^>]+)>/.exec(cue.text)?.[1];
    if (!voice) return [words];
    const name = document.createElement("b");
    name.textContent = `${voice}: `;
    return [name, words];
  }

  // Ranges of the words in a paragraph, across its captions.
  function placesOf(part, asked) {
    const walker = document.createTreeWalker(part.lastElementChild, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let whole = "";
    for (let node; (node = walker.nextNode());) {
      nodes.push([whole.length, node]);
      whole += node.data;
    }
    const low = whole.toLocaleLowerCase();
    if (low.length !== whole.length) return low.includes(asked) ? [new Range()] : []; // letters that change their length
    const places = [];
    for (let at = low.indexOf(asked); at >= 0; at = low.indexOf(asked, at + asked.length)) {
      places.push(rangeOf(nodes, at, at + asked.length));
    }
    return places;
  }

  function rangeOf(nodes, from, to) {
    const range = new Range();
    const [began, first] = nodes.findLast(([start]) => start <= from);
    const [ended, last] = nodes.findLast(([start]) => start < to);
    range.setStart(first, from - began);
    range.setEnd(last, to - ended);
    return range;
  }

  for (const root of document.querySelectorAll("[data-player]")) new Player(root);
})();
