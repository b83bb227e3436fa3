// Keys of the reviewer beside those of every list: 1 2 3 judge the first milestone that is not judged yet, a
// accept, r to the words of a return, Ctrl+Enter sends them.
"use strict";
(() => {
  let going = 0;
  const typing = (target) =>
    target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) || (target.tagName === "INPUT" && !["radio", "checkbox"].includes(target.type)));

  function judge(choice) {
    const stones = [...document.querySelectorAll("#decide .stone")];
    const next = stones.find((stone) => !stone.querySelector("input:checked")) ?? stones.at(-1);
    const box = next?.querySelectorAll("input[type=radio]")[choice];
    if (box) { box.checked = true; box.focus({ preventScroll: true }); next.scrollIntoView({ block: "nearest" }); }
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    if (event.target.id === "reason" && event.key === "Enter" && (event.ctrlKey || event.metaKey)) { document.getElementById("return")?.click(); return; }
    if (event.target.id === "reason" && event.key === "Escape") { event.target.blur(); return; }
    // a key held down would go on to decide the next report, unread
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "g") { going = Date.now() + 1500; return; }
    if (Date.now() < going) { going = 0; return; }
    if (event.key === "a") { event.preventDefault(); document.getElementById("accept")?.click(); }
    if (/^[123]$/.test(event.key)) judge(Number(event.key) - 1);
    if (event.key === "r") { event.preventDefault(); document.getElementById("reason")?.focus(); }
  });
  document.querySelector(".review-list .here")?.scrollIntoView({ block: "nearest" });
})();
