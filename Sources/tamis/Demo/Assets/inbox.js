// Shows events as they come: the server says that there is a new one, and the list is asked for.
"use strict";
const source = new EventSource("/events");
source.addEventListener("count", async () => {
  const answer = await fetch("/list");
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const list = document.getElementById("events");
  const rows = [...page.querySelectorAll("#events > li")];
  // Rows that stand already stay, with what is opened or focused in them.
  for (const row of rows.reverse()) {
    if (document.getElementById(row.id)) continue;
    row.classList.add("new");
    list.prepend(row);
  }
  const kept = new Set(rows.map((row) => row.id));
  for (const row of [...list.children]) if (!kept.has(row.id)) row.remove();
  const count = document.getElementById("count");
  const text = page.getElementById("count").textContent;
  if (count.textContent !== text) count.textContent = text;
});
