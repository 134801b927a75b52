// Keyboard help for the pages; everything works without it.
"use strict";
(() => {
  const help = document.getElementById("keys");
  if (!help) return;
  help.hidden = false;
  const store = {
    get off() { try { return localStorage.getItem("tamis-keys") === "off"; } catch { return false; } },
    set off(value) { try { localStorage.setItem("tamis-keys", value ? "off" : "on"); } catch { /* kept for this page only */ } },
  };
  let off = store.off;
  const toggle = help.querySelector("button");
  const label = () => { toggle.textContent = off ? toggle.dataset.on : toggle.dataset.off; };
  toggle.addEventListener("click", () => { off = !off; store.off = off; label(); });
  label();

  const cards = [...document.querySelectorAll("[data-comment]")];
  const current = () => document.activeElement?.closest?.("[data-comment]") ?? (cards.length === 1 ? cards[0] : null);
  const choose = (step) => {
    if (!cards.length) return;
    const place = cards.indexOf(document.activeElement?.closest?.("[data-comment]"));
    const next = place < 0 ? (step > 0 ? 0 : cards.length - 1) : place + step;
    const card = cards[Math.min(cards.length - 1, Math.max(0, next))];
    card.focus();
    card.scrollIntoView({ block: "nearest" });
  };
  const send = (root, act) => root?.querySelector(`form[data-act="${act}"]`)?.requestSubmit();

  const acts = {
    j: () => choose(1),
    k: () => choose(-1),
    a: () => send(current(), "approve"),
    r: () => {
      const form = current()?.querySelector('form[data-act="reject"]');
      const box = form?.closest("details");
      if (box) box.open = true;
      form?.querySelector("select")?.focus();
    },
    u: () => send(document.querySelector(".flash") ?? current(), "undo"),
    "?": () => { help.open = !help.open; if (help.open) help.querySelector("summary").focus(); },
  };
  document.addEventListener("keydown", (event) => {
    if (off || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (event.target.closest?.("input, select, textarea, [contenteditable]")) return;
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // A form is sent once, however often its button is pressed.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "1";
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form").forEach((form) => delete form.dataset.sent);
  });
})();
