// Handing in files: drop them, see their sizes, watch them go. Without this file the form posts as it is.
"use strict";
(() => {
  const form = document.getElementById("upload");
  const drop = document.getElementById("drop");
  const input = document.getElementById("files");
  const list = document.getElementById("chosen-files");
  const bar = document.getElementById("upload-bar");
  if (!form || !drop || !input || !list || !bar) return;

  const size = (bytes) => bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${(bytes / 1024).toFixed(0)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;

  function show() {
    list.replaceChildren(...[...input.files].map((file) => {
      const line = document.createElement("li");
      const name = document.createElement("span"), weight = document.createElement("span");
      name.textContent = file.name;
      weight.textContent = size(file.size);
      weight.className = "muted nowrap";
      line.append(name, weight);
      return line;
    }));
  }
  input.addEventListener("change", show);

  for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    show();
  });

  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    const request = new XMLHttpRequest();
    const progress = bar.querySelector("progress");
    form.querySelector("button").disabled = true;
    bar.hidden = false;
    request.upload.addEventListener("progress", (sent) => { if (sent.lengthComputable) progress.value = 100 * sent.loaded / sent.total; });
    request.addEventListener("load", () => {
      if (request.responseURL && request.status < 400 && !request.responseURL.endsWith(location.pathname)) { location.href = request.responseURL; return; }
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      const main = page.querySelector("main");
      if (main) { document.querySelector("main").replaceWith(main); history.replaceState(null, "", location.pathname); start(); }
      else location.reload();
    });
    request.addEventListener("error", () => { form.querySelector("button").disabled = false; bar.hidden = true; document.dispatchEvent(new CustomEvent("htmx:sendError")); });
    request.open("POST", form.action || location.href);
    request.send(new FormData(form));
  });

  function start() {
    const again = document.createElement("script");
    again.src = document.querySelector('script[src*="ledger/upload"]').src;
    document.body.append(again);
  }
})();
