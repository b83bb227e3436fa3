// A paste from Excel is spread over the cells from the one it was pasted into: down the rows, and from
// 本期数值 to 进展情况. A first row of heads is left out, else every figure would stand one task too low;
// what finds no cell is counted. Heard on the page: saving puts another grid there. Without this file every cell is typed.
"use strict";
(() => {
  const ORDER = ["value", "progress"];

  // tab-separated as Excel writes it: a cell with line ends or quotes stands in quotes
  function cells(text) {
    const rows = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const sign = text[at];
      const row = rows[rows.length - 1];
      if (quoted) {
        if (sign === '"' && text[at + 1] === '"') { row[row.length - 1] += '"'; at += 1; }
        else if (sign === '"') quoted = false;
        else row[row.length - 1] += sign;
      } else if (sign === '"' && row[row.length - 1] === "") quoted = true;
      else if (sign === "\t") row.push("");
      else if (sign === "\n") rows.push([""]);
      else if (sign !== "\r") row[row.length - 1] += sign;
    }
    if (rows.length > 1 && rows[rows.length - 1].join("") === "") rows.pop();
    return rows;
  }

  // heads: names of columns, where figures are asked for none
  function isHead(grid, row, from) {
    const names = [...grid.querySelectorAll("thead th")].map((head) => head.textContent.trim());
    return row.some((text) => names.includes(text.trim())) || (from === 0 && row[0].trim() !== "" && !/[\d０-９]/.test(row[0]));
  }

  // in the words that the page brought along for it, in its language
  function told(note, filled, lost, headed) {
    const say = (name, count) => note.dataset[name].replace("{n}", count);
    return say("filled", filled) + (headed ? say("headed") : "") + (lost ? say("lost", lost) : "");
  }

  document.addEventListener("paste", (event) => {
    const start = event.target.closest("#grid .cell");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!start) return;
    const grid = start.form;
    const rows = cells(text);
    const from = ORDER.indexOf(start.dataset.column);
    const headed = rows.length > 1 && isHead(grid, rows[0], from);
    if (rows.length === 1 && rows[0].length === 1) return;
    event.preventDefault();
    const lines = [...grid.querySelectorAll("tbody tr")];
    const first = lines.indexOf(start.closest("tr"));
    let filled = 0;
    let lost = 0;
    (headed ? rows.slice(1) : rows).forEach((row, down) => {
      row.forEach((value, across) => {
        if (value.trim() === "") return;
        const cell = lines[first + down]?.querySelector(`.cell[data-column="${ORDER[from + across]}"]`);
        if (!cell) { lost += 1; return; }
        cell.value = value.trim();
        cell.classList.add("cell-pasted");
        filled += 1;
      });
    });
    const note = document.getElementById("pasted");
    note.textContent = told(note, filled, lost, headed);
  });

  // Enter goes down a column, as in a sheet
  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest("#grid input.cell");
    if (!cell || event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const column = [...cell.form.querySelectorAll(`.cell[data-column="${cell.dataset.column}"]`)];
    column[column.indexOf(cell) + (event.shiftKey ? -1 : 1)]?.focus();
  });
})();
