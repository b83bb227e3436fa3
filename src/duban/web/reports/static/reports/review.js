// Keys of the reviewer beside those of every list: a accept, r to the words of a return, Ctrl+Enter sends them.
"use strict";
(() => {
  let going = 0;
  const typing = (target) =>
    target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) || (target.tagName === "INPUT" && !["radio", "checkbox"].includes(target.type)));

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    if (event.target.id === "reason" && event.key === "Enter" && (event.ctrlKey || event.metaKey)) { document.getElementById("return")?.click(); return; }
    if (event.target.id === "reason" && event.key === "Escape") { event.target.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "g") { going = Date.now() + 1500; return; }
    if (Date.now() < going) { going = 0; return; }
    if (event.key === "a") { event.preventDefault(); document.getElementById("accept")?.click(); }
    if (event.key === "r") { event.preventDefault(); document.getElementById("reason")?.focus(); }
  });
  document.querySelector(".review-list .here")?.scrollIntoView({ block: "nearest" });
})();
