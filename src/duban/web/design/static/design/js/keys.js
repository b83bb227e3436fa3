// Keys: / goes to the search field, g and a letter go to a room, j and k go through the rows of a list,
// Enter opens one, x ticks it, ? shows them all.
"use strict";
(() => {
  let waiting = 0;
  const typing = (target) =>
    target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) || (target.tagName === "INPUT" && !["radio", "checkbox"].includes(target.type)));

  // rows that can be gone through: the children of what is marked data-rows, those left out that hold no link
  const rows = () => [...document.querySelectorAll("[data-rows] > *")].filter((row) => row.querySelector("a[href]"));
  const here = () => document.activeElement?.closest?.("[data-rows] > *") ?? document.querySelector(".row-at");

  function go(by) {
    const all = rows();
    if (!all.length) { document.getElementById(by > 0 ? "after" : "before")?.click(); return; }
    const at = all.indexOf(here());
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
    document.querySelector(".row-at")?.classList.remove("row-at");
    next.classList.add("row-at");
    next.querySelector("a[href]").focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

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
    if (key === "j") go(1);
    if (key === "k") go(-1);
    if (key === "x") here()?.querySelector("input[type=checkbox]")?.click();
    // a box that is ticked would send its form
    if (key === "Enter" && event.target.type === "checkbox" && here()) {
      event.preventDefault();
      here().querySelector("a[href]").click();
    }
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
