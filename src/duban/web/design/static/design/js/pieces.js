// Dialogs, toasts, menus, questions before an act. Every one of them works, less quickly, without this file.
"use strict";
(() => {
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;

    const opener = target.closest("[data-dialog]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.dialog);
      if (dialog) { event.preventDefault(); dialog.showModal(); }
      return;
    }
    if (target.closest("[data-print]")) { event.preventDefault(); window.print(); return; }
    const closer = target.closest("[data-close]");
    if (closer) {
      event.preventDefault();
      const dialog = closer.closest("dialog");
      if (dialog && dialog.open) dialog.close();
      else if (dialog) location.hash = "";
      closer.closest(".toast")?.remove();
      return;
    }
    if (target instanceof HTMLDialogElement) target.close();
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(target)) menu.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });

  document.addEventListener("submit", (event) => {
    const asker = event.submitter?.closest("[data-ask]") ?? event.target.closest("[data-ask]");
    if (asker && !window.confirm(asker.dataset.ask)) event.preventDefault();
  });

  // a box in the head of a list ticks all of its rows; without this file each is ticked
  for (const box of document.querySelectorAll("input[data-tick-all]")) {
    box.hidden = false;
    box.closest("label[hidden]")?.removeAttribute("hidden");
  }
  document.addEventListener("change", (event) => {
    const all = event.target.closest?.("input[data-tick-all]");
    if (!all) return;
    for (const box of all.form.elements) if (box.name === all.dataset.tickAll) box.checked = all.checked;
  });

  document.addEventListener("change", (event) => {
    // what is filled in beside a choice makes the choice
    const choice = event.target.closest?.("[data-choice]")?.querySelector("input[type=radio]");
    if (choice && event.target !== choice) choice.checked = true;
    const form = event.target.closest?.("form[data-at-once]");
    if (form) form.requestSubmit();
  });

  const fade = (toast) => { if (!toast.querySelector("form, a")) setTimeout(() => toast.remove(), 6000); };
  document.querySelectorAll(".toast").forEach(fade);
  document.addEventListener("htmx:load", (event) => {
    event.detail.elt.querySelectorAll?.(".toast").forEach(fade);
  });
  document.addEventListener("htmx:sendError", () => toast("unreachable"));
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status >= 500) toast("broken");
  });

  // A sign-in that ran out, or a token older than a sign-in in another window: the page keeps what was
  // typed, asks for nothing until somebody is signed in, then gets the new token and goes on.
  let waiting = false;
  document.addEventListener("htmx:configRequest", (event) => { if (waiting) event.preventDefault(); });
  document.addEventListener("signed-out", () => { waiting = true; });
  document.addEventListener("outdated", () => { waiting = true; goOn(); });
  window.addEventListener("focus", () => { if (waiting) goOn(); });
  document.addEventListener("visibilitychange", () => { if (waiting && !document.hidden) goOn(); });
  async function goOn() {
    const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok || answer.redirected || !waiting) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("input[name=csrfmiddlewaretoken]")?.value;
    if (!token) return;
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
    document.body.setAttribute("hx-headers", page.body.getAttribute("hx-headers"));
    waiting = false;
    document.getElementById("notices")?.replaceChildren();
    document.dispatchEvent(new Event("signed-in-again"));
  }

  // in the words that the page brought along for it, in its language
  function toast(fault) {
    const toasts = document.getElementById("toasts");
    if (!toasts) return;
    const line = document.createElement("div");
    line.className = "toast toast-error";
    line.setAttribute("role", "alert");
    line.textContent = toasts.dataset[fault];
    toasts.append(line);
    fade(line);
  }
})();
