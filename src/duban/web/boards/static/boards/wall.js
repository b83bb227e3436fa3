// A wall that cannot reach the site keeps what it shows, and says so until it can again.
"use strict";
(() => {
  const lost = () => {
    const line = document.querySelector(".wall-lost");
    if (!line) return;
    line.textContent = line.dataset.words;
    line.hidden = false;
  };
  document.addEventListener("htmx:sendError", lost);
  document.addEventListener("htmx:timeout", lost);
  document.addEventListener("htmx:responseError", lost);
})();
