// Optional: fetches the form's token and sends without leaving the page. Without it the form works as plain HTML.
(() => {
  "use strict";
  for (const form of document.querySelectorAll("form[data-tamis]")) {
    const status = form.querySelector("[data-tamis-status]");
    const token = form.elements.tamis_token;
    const complain = (text) => {
      status.textContent = text;
      status.focus();
    };
    // What became of the comment is named by the page's fragment, with this script and without.
    const told = () => form.querySelector(":target")?.focus();
    const thread = form.elements.comment_post_ID.value;
    let fetchedAt = 0;
    const fetchToken = async () => {
      try {
        const answer = await fetch(`${form.action}/token?thread=${encodeURIComponent(thread)}`, { credentials: "omit" });
        if (answer.ok) {
          token.value = (await answer.json()).token;
          fetchedAt = Date.now();
        }
      } catch {
        // Without a token the comment is taken all the same.
      }
    };
    fetchToken();
    // A page may stay open for longer than a token is good.
    form.addEventListener("focusin", () => {
      if (fetchedAt && Date.now() - fetchedAt > 12 * 3600 * 1000) fetchToken();
    });
    form.elements.tamis_back.value = location.href.split("#")[0];
    let sending = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (sending) return;
      sending = true;
      try {
        const answer = await fetch(form.action, {
          method: "POST",
          body: new URLSearchParams(new FormData(form)),
          headers: { Accept: "application/json" },
          credentials: "omit",
        });
        const came = await answer.json();
        if (answer.status === 201) {
          form.elements.comment.value = "";
          status.textContent = "";
          location.replace(`#tamis-${came.status}`);
          told();
        } else {
          const errors = (came.errors || []).map((error) => error.message);
          complain(errors.length ? errors.join(" ") : came.title);
        }
      } catch {
        complain(status.dataset.failed);
      } finally {
        sending = false;
      }
    });
    told();
  }
})();
