// Keyboard help for the pages; everything works without it.
"use strict";
(() => {
  // A form is sent once, however often its button is pressed.
  document.addEventListener("submit", (event) => {
    if (event.target.method === "dialog") return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "1";
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form").forEach((form) => delete form.dataset.sent);
  });

  // New comments are told of, and never put between those being read. A page nobody looks at holds no connection.
  const live = document.getElementById("live");
  if (live && window.EventSource) {
    const title = document.title;
    let events = null;
    const tell = (event) => {
      const { count, new: fresh, badge, text } = JSON.parse(event.data);
      const number = document.querySelector(".places .count");
      if (number) number.textContent = count;
      document.title = fresh ? `(${badge}) ${title}` : title;
      if (!fresh) return live.replaceChildren();
      const link = live.querySelector("a") ?? live.appendChild(document.createElement("a"));
      link.className = "button";
      link.href = live.dataset.queue;
      if (link.textContent !== text) link.textContent = text;
    };
    const hang = () => { events?.close(); events = null; };
    const listen = () => {
      if (events || document.hidden) return;
      events = new EventSource(live.dataset.events);
      events.addEventListener("waiting", tell);
      events.addEventListener("end", () => events?.close());
    };
    document.addEventListener("visibilitychange", () => (document.hidden ? hang() : listen()));
    addEventListener("pagehide", hang);
    addEventListener("pageshow", listen);
  }

  const help = document.getElementById("keys");
  if (!help) return;
  const said = document.getElementById("said");
  const say = (text) => setTimeout(() => { said.textContent = text; }, 100);
  const store = {
    get off() { try { return localStorage.getItem("tamis-keys") === "off"; } catch { return false; } },
    set off(value) { try { localStorage.setItem("tamis-keys", value ? "off" : "on"); } catch { /* for this page only */ } },
  };
  let off = store.off;

  const flash = document.querySelector(".flash");
  const cards = [...document.querySelectorAll("[data-comment]")];
  const focused = () => document.activeElement?.closest("[data-comment]");
  const current = () => focused() ?? (cards.length === 1 ? cards[0] : null);
  const choose = (step) => {
    if (!cards.length) return;
    const place = cards.indexOf(focused());
    const next = place < 0 ? (step > 0 ? 0 : cards.length - 1) : place + step;
    const card = cards[Math.min(cards.length - 1, Math.max(0, next))];
    card.focus();
    card.scrollIntoView({ block: "nearest" });
  };
  const send = (root, act) => root?.querySelector(`form[data-act="${act}"]`)?.requestSubmit();
  const showHelp = () => { if (help.open) help.close(); else help.showModal(); };
  // In the order of the letters in `data-keys`.
  const all = [
    () => choose(1),
    () => choose(-1),
    () => send(current(), "approve"),
    () => {
      const form = current()?.querySelector('form[data-act="reject"]');
      if (!form) return;
      form.closest("details").open = true;
      form.querySelector("select").focus();
    },
    () => send(flash?.querySelector("form") ? flash : current(), "undo"),
    () => { current()?.querySelector(".pick input")?.click(); },
    () => {
      if (!bulk) return;
      bulk.scrollIntoView({ block: "nearest" });
      bulk.querySelector("button")?.focus();
    },
    () => current()?.querySelector("h2 a")?.click(),
    () => {
      if (!term) return;
      term.value = selected() || term.value;
      if (term.value) term.form.requestSubmit(); else term.focus();
    },
  ];
  const term = document.querySelector('form[data-act="term"] [name="text"]');
  // What is selected of the comment can be tried as a word of the site.
  const selected = () => {
    const selection = getSelection();
    return selection.anchorNode?.parentElement?.closest(".text") ? selection.toString().replace(/\s+/g, " ").trim() : "";
  };
  if (term) document.addEventListener("selectionchange", () => { term.value = selected() || term.value; });
  const bulk = document.getElementById("bulk");
  const acts = { "?": showHelp };
  [...help.dataset.keys].forEach((letter, place) => { acts[letter] = all[place]; });

  // In the list of reasons a digit chooses one and sends; the list names the digits.
  document.querySelectorAll('select[name="reason"]').forEach((list) => {
    [...list.options].slice(1).forEach((option, place) => {
      if (place < 10) option.textContent = `${option.textContent.trim()} (${(place + 1) % 10})`;
    });
    list.addEventListener("keydown", (event) => {
      if (off || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const digit = /^Digit([0-9])$/.exec(event.code) ?? /^Numpad([0-9])$/.exec(event.code) ?? /^([0-9])$/.exec(event.key);
      const option = digit && list.options[Number(digit[1]) || 10];
      if (!option) return;
      event.preventDefault();
      list.value = option.value;
      const form = list.form;
      form.requestSubmit(form.querySelector("button.bad") ?? undefined);
    });
  });

  // What the key says where it says a Latin letter, and else where it lies: on an Arabic keyboard `j` writes ت.
  const meaning = (event) => {
    if (event.key === "?" || event.key === "؟") return "?";
    if (event.shiftKey) return "";
    return /^[!-~]$/.test(event.key) ? event.key.toLowerCase() : event.key.length === 1 ? (/^Key([A-Z])$/.exec(event.code)?.[1].toLowerCase() ?? "") : "";
  };
  document.addEventListener("keydown", (event) => {
    if (off || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (event.target.closest?.("input:not([type=checkbox]), select, textarea, [contenteditable]")) return;
    const key = meaning(event);
    if (!Object.hasOwn(acts, key) || (help.open && key !== "?")) return;
    event.preventDefault();
    acts[key]();
  });

  help.hidden = false;
  const opener = document.getElementById("show-keys");
  opener.hidden = false;
  opener.addEventListener("click", showHelp);
  const toggle = help.querySelector("[data-off]");
  const label = () => { toggle.textContent = off ? toggle.dataset.on : toggle.dataset.off; };
  toggle.addEventListener("click", () => {
    off = !off;
    store.off = off;
    label();
    say(off ? toggle.dataset.nowOff : toggle.dataset.nowOn);
  });
  label();

  // After a decision: say it, and go on with the next comment.
  if (flash) {
    const status = flash.querySelector("p");
    say(`${status.textContent.trim()}. ${off ? "" : status.dataset.withKey}`);
    const target = document.getElementById(location.hash.slice(1));
    if (target && cards.includes(target)) target.focus();
    else (cards[0] ?? document.getElementById("main")).focus({ preventScroll: true });
  }
})();
