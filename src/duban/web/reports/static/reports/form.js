// The form: a press on a button waits for an autosave under way, so that the two do not meet; a page
// with unsaved words asks before it is left; while nobody is signed in it stays as it is, and saves
// itself once somebody is. Without this file the form works by its buttons.
"use strict";
(() => {
  const form = document.getElementById("report-form");
  const saver = document.getElementById("autosave");
  if (!form || !saver) return;
  let flying = false;
  let pressed = null;
  let dirty = false;
  let leaving = false;
  let out = false;

  form.addEventListener("input", () => { dirty = true; });
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt === saver) { flying = true; dirty = false; }
  });
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.elt.id === "saved" || event.detail.elt === saver) landed();
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt !== saver) return;
    if (!event.detail.successful) dirty = true;
    setTimeout(landed, 60);
  });
  function landed() {
    flying = false;
    if (!pressed) return;
    const button = pressed;
    pressed = null;
    form.requestSubmit(button);
  }
  for (const name of ["signed-out", "outdated"]) document.addEventListener(name, () => { out = true; dirty = true; });
  document.addEventListener("signed-in-again", () => {
    out = false;
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
  form.addEventListener("submit", (event) => {
    if (out) {
      event.preventDefault();
      document.getElementById("notices")?.scrollIntoView();
      return;
    }
    if (flying) {
      event.preventDefault();
      pressed = event.submitter;
      return;
    }
    leaving = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty && !leaving) event.preventDefault();
  });
})();
