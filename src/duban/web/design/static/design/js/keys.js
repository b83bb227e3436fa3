// Keys: / goes to the search field, g and a letter go to a room, ? shows them all.
"use strict";
(() => {
  let waiting = 0;
  const typing = (target) =>
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    const key = event.key;
    if (Date.now() < waiting) {
      waiting = 0;
      const door = document.querySelector(`[data-go="${CSS.escape(key.toLowerCase())}"]`);
      if (door) { event.preventDefault(); door.click(); }
      return;
    }
    if (key === "g") { waiting = Date.now() + 1500; return; }
    if (key === "/") {
      const search = document.querySelector("[data-search]");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    }
    if (key === "?") {
      const help = document.getElementById("keys");
      if (help) { event.preventDefault(); help.showModal(); }
    }
  });
})();
