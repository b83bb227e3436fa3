// The import page, quick: a press shows the source at once, keys move and act. Every press is a plain link or form as well.
"use strict";
(() => {
  const split = document.getElementById("import");
  if (!split) return;
  const state = { picture: new URLSearchParams(location.search).get("show") || "picture" };

  const values = () => [...document.querySelectorAll("#review .value[data-at]")];
  const entries = () => [...document.querySelectorAll("#review .entry")];
  const chosen = () => document.querySelector("#review .value-hit");
  const query = (words) => new URLSearchParams({ ...words, show: state.picture }).toString();

  function mark(value, scroll) {
    for (const old of document.querySelectorAll("#review .value-hit")) old.classList.remove("value-hit");
    for (const old of document.querySelectorAll("#review .entry-hit")) { old.classList.remove("entry-hit"); old.removeAttribute("id"); }
    if (!value) return;
    value.classList.add("value-hit");
    const entry = value.closest(".entry");
    if (entry) { entry.classList.add("entry-hit"); entry.id = "chosen"; }
    if (scroll) value.scrollIntoView({ block: "nearest" });
    const address = new URL(location.href);
    address.search = new URLSearchParams({ ...Object.fromEntries(address.searchParams), at: value.dataset.at }).toString();
    for (const word of ["edit", "cut", "cell", "doubt", "finding", "pane"]) address.searchParams.delete(word);
    address.hash = "";
    history.replaceState(null, "", address);
    for (const back of document.querySelectorAll("#review input[name=back]")) back.value = address.search.slice(1);
  }

  function showSource(words) {
    htmx.ajax("GET", `${split.dataset.source}?${query(words)}`, { target: "#source", swap: "outerHTML" });
  }

  function showReview(words) {
    const address = new URLSearchParams(location.search);
    for (const word of ["edit", "cut", "at"]) address.delete(word);
    for (const [name, value] of Object.entries(words)) address.set(name, value);
    htmx.ajax("GET", `${split.dataset.review}?${address}`, { target: "#review", swap: "outerHTML" });
  }

  function choose(value, scroll) {
    mark(value, scroll);
    showSource({ at: value.dataset.at });
  }

  function find(at) {
    return document.querySelector(`#review .value[data-at="${CSS.escape(at)}"]`);
  }

  function intoView() {
    const hit = document.querySelector("#source #hit, #source .frame-hit");
    const body = document.querySelector("#source .source-body");
    if (!hit || !body) return;
    const place = hit.getBoundingClientRect(), frame = body.getBoundingClientRect();
    const slack = 60;
    if (place.top < frame.top + slack || place.bottom > frame.bottom - slack) body.scrollTop += place.top - frame.top - frame.height / 3;
    if (place.left < frame.left + 10 || place.right > frame.right - 10) body.scrollLeft += place.left - frame.left - frame.width / 3;
  }

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const target = event.target instanceof Element ? event.target : null;
    const link = target?.closest("#import a");
    if (!link) return;
    // the end of a selection is no press
    if (link.closest("#source") && !document.getSelection().isCollapsed) { event.preventDefault(); return; }
    const stop = () => event.preventDefault();
    if (link.dataset.at) { stop(); choose(link, false); }
    else if (link.dataset.edit) { stop(); showReview({ edit: link.dataset.edit }); }
    else if (link.dataset.show) { stop(); showSource(Object.fromEntries(new URLSearchParams(link.dataset.show))); }
    else if (link.dataset.ref) {
      const value = find(link.dataset.ref);
      if (value) { stop(); choose(value, true); value.scrollIntoView({ block: "center" }); }
    }
    else if (link.dataset.paneTo !== undefined) {
      stop();
      state.picture = link.dataset.picture || state.picture;
      const here = chosen();
      showSource(link.dataset.picture && here ? { at: here.dataset.at } : { pane: link.dataset.paneTo });
    }
    else if (link.dataset.act === "edit" || link.dataset.act === "cut") {
      stop();
      showReview({ [link.dataset.act]: `${link.closest(".entry").dataset.entry}:title` });
    }
    else if (link.dataset.act === "stop") { stop(); cancel(); }
  });

  document.addEventListener("dblclick", (event) => {
    const value = event.target instanceof Element ? event.target.closest("#review .value[data-at]") : null;
    const pencil = value?.parentElement.querySelector(".value-edit");
    if (pencil) showReview({ edit: value.dataset.at });
  });

  function cancel() {
    const editor = document.querySelector("#review .editor, #review .cutter");
    const entry = editor?.closest(".entry");
    const field = editor?.querySelector("[name=field]")?.value || "title";
    if (entry) showReview({ at: `${entry.dataset.entry}:${field}` });
  }

  document.addEventListener("keydown", (event) => {
    const editor = event.target instanceof Element ? event.target.closest("[data-editor]") : null;
    if (editor) {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); editor.form.requestSubmit(); }
      if (event.key === "Escape") { event.preventDefault(); cancel(); }
      return;
    }
    if (event.key === "Escape" && document.querySelector("#review .cutter")) { cancel(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target instanceof Element && event.target.closest("input, textarea, select")) return;
    const act = KEYS[event.key];
    if (act && act() !== false) event.preventDefault();
  });

  function step(list, at, by) {
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : at + by;
    return list[next];
  }
  function toEntry(by) {
    const all = entries();
    const here = chosen()?.closest(".entry") || document.querySelector("#review .entry-hit");
    const next = step(all, all.indexOf(here), by);
    const value = next?.querySelector(".entry-title .value") || next?.querySelector(".value");
    if (value) choose(value, true);
    else if (next === undefined && all.length) document.querySelector(`#review .pager a[rel=${by > 0 ? "next" : "prev"}]`)?.click();
  }
  function toValue(by) {
    const all = values();
    const next = step(all, all.indexOf(chosen()), by);
    if (next) choose(next, true);
  }
  function press(act) {
    const entry = chosen()?.closest(".entry") || document.querySelector("#review .entry-hit");
    const button = entry?.querySelector(`[data-act="${act}"]`);
    if (!button) return false;
    button.click();
    return true;
  }
  // words selected in the source fill the form that adds them
  function lineOf(node) {
    const element = node instanceof Element ? node : node?.parentElement;
    return element?.closest("#source p.line[data-line]");
  }
  document.addEventListener("selectionchange", () => {
    const adder = document.getElementById("adder");
    const selection = document.getSelection();
    if (!adder || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const first = lineOf(range.startContainer);
    const last = lineOf(range.endContainer) || first;
    if (!first) return;
    const form = adder.querySelector("form");
    form.elements.first.value = first.dataset.line;
    form.elements.last.value = last.dataset.line;
    form.elements.words.value = selection.toString().replace(/\s+/g, " ").trim();
    adder.open = true;
  });
  function toAdder() {
    const adder = document.getElementById("adder");
    if (!adder) return false;
    adder.open = true;
    const form = adder.querySelector("form");
    (form.elements.words.value ? form.querySelector("button") : form.elements.first).focus();
    return true;
  }

  const KEYS = {
    a: toAdder,
    j: () => toEntry(1),
    k: () => toEntry(-1),
    ArrowRight: () => toValue(1),
    ArrowLeft: () => toValue(-1),
    e: () => { const here = chosen(); if (!here?.parentElement.querySelector(".value-edit")) return false; showReview({ edit: here.dataset.at }); return true; },
    s: () => press("cut"),
    m: () => press("join"),
    x: () => press("drop"),
    u: () => { const undo = document.querySelector("#review [data-undo] button"); if (!undo) return false; undo.click(); return true; },
  };

  document.addEventListener("htmx:oobAfterSwap", intoView);
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id === "source" || event.detail.elt?.id === "source") intoView();
    // what was added or changed may stand far down the list
    else document.querySelector("#review .value-hit")?.scrollIntoView({ block: "nearest" });
    const editor = document.querySelector("#review [data-editor]");
    if (editor && !editor.dataset.ready) {
      editor.dataset.ready = "1";
      editor.focus();
      editor.setSelectionRange(editor.value.length, editor.value.length);
    }
    const first = document.querySelector("#review .cutter .cut");
    if (first && !document.querySelector("#review .cutter :focus")) first.focus();
  });
  intoView();
})();
