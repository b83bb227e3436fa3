// Charts of the boards, drawn from the figures that stand in the page. Without this file the tables stand alone.
"use strict";
(() => {
  const style = getComputedStyle(document.querySelector(".wall-page") ?? document.documentElement);
  // a wall is read from afar: all of a chart grows with the letters of the page
  const wall = document.querySelector(".wall-page");
  const SIZE = wall ? parseFloat(getComputedStyle(document.body).fontSize) / 14 : 1;
  const token = (name) => style.getPropertyValue(`--${name}`).trim();
  const ROW = 30, PAIR = 44, SERIES = 18, FEW = 5;

  const base = () => ({
    animation: false,
    textStyle: { fontFamily: token("sans"), color: token("ink-2"), fontSize: 12 * SIZE },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, confine: true },
  });
  // every light has its own shape, in the legend and in its part of the bar
  const SHAPES = { red: "■", yellow: "▲", done: "✔", green: "●", grey: "○" };
  const ICONS = { red: "rect", yellow: "triangle", done: "path://M0 7 L4 3 L7 6 L13 0 L17 4 L7 14 Z", green: "circle", grey: "path://M8 0A8 8 0 1 0 8.01 0ZM8 4A4 4 0 1 1 7.99 4Z" };
  const line = () => ({ lineStyle: { color: token("line") } });

  // from the last figure known to where the next milestone is expected to end
  function ahead(data) {
    const last = data.reached.values.findLastIndex((value) => value !== null);
    const values = data.names.map((_name, at) => (at === last ? data.reached.values[at] : at === data.ahead.at ? data.ahead.value : null));
    return {
      name: data.ahead.name, type: "line", data: values, connectNulls: true, symbol: "diamond", symbolSize: 8,
      lineStyle: { type: "dotted", width: 2, color: token("yellow") }, itemStyle: { color: token("yellow") },
    };
  }

  const kinds = {
    bars: (data, box) => {
      const longest = Math.max(1, ...data.names.map((_name, at) => data.series.reduce((sum, one) => sum + one.values[at], 0)));
      const fits = (value) => (value / longest) * (box.clientWidth - 220) > 30;
      const wide = Math.min(180, Math.max(90, box.clientWidth * 0.28));
      // five lights need a second line where the box is narrow
      const head = box.clientWidth < 290 ? 60 : 32;
      return {
        height: data.names.length * ROW + head + 32,
        option: {
          ...base(),
          legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: 14, selectedMode: false, data: data.series.map((one) => ({ name: one.name, icon: ICONS[one.shade] })) },
          grid: { left: wide + 12, right: 24, top: head, bottom: 24 },
          xAxis: { type: "value", minInterval: 1, splitNumber: FEW, splitLine: line(), axisLabel: { hideOverlap: true, color: token("ink-2") } },
          yAxis: { type: "category", inverse: true, data: data.names, axisTick: { show: false }, axisLine: line(), axisLabel: { width: wide, overflow: "truncate", interval: 0, color: token("ink") } },
          series: data.series.map((one) => ({
            type: "bar", stack: "all", name: one.name, data: one.values, barMaxWidth: SERIES, cursor: "pointer",
            itemStyle: { color: token(one.shade), borderColor: token("paper"), borderWidth: 1 },
            label: { show: true, color: token("paper"), fontSize: 11, formatter: ({ value }) => (fits(value) ? `${SHAPES[one.shade]} ${value}` : "") },
          })),
        },
      };
    },
    curve: (data, box) => ({
      height: Math.round(Math.min(340, Math.max(220, box.clientWidth * 0.42))),
      option: {
        ...base(),
        legend: { top: 0, left: 0, itemWidth: 22, selectedMode: false },
        grid: { left: 48, right: 20, top: 36, bottom: 28 },
        xAxis: { type: "category", data: data.names, boundaryGap: false, axisLine: line(), axisTick: { show: false }, axisLabel: { hideOverlap: true, color: token("ink-2") } },
        yAxis: { type: "value", min: 0, max: data.top, splitNumber: FEW, splitLine: line(), axisLabel: { formatter: `{value}${data.unit}` } },
        tooltip: { trigger: "axis", confine: true, valueFormatter: (value) => (value == null ? "—" : `${value}${data.unit}`) },
        series: [
          { name: data.wanted.name, type: "line", data: data.wanted.values, symbol: "none", lineStyle: { type: "dashed", width: 2, color: token("grey") }, itemStyle: { color: token("grey") } },
          { name: data.reached.name, type: "line", data: data.reached.values, symbol: "circle", symbolSize: 6, lineStyle: { width: 3, color: token("blue") }, itemStyle: { color: token("blue") } },
        ],
      },
    }),
    course: (data, box) => ({
      height: Math.round(Math.min(300, Math.max(200, box.clientWidth * 0.36))),
      option: {
        ...base(),
        legend: { top: 0, left: 0, itemWidth: 22, selectedMode: false },
        grid: { left: 64, right: 28, top: 36, bottom: 28 },
        xAxis: { type: "category", data: data.names, boundaryGap: false, axisLine: line(), axisTick: { show: false }, axisLabel: { hideOverlap: true, color: token("ink-2") } },
        yAxis: { type: "value", min: 0, splitNumber: FEW - 1, splitLine: line(), axisLabel: { formatter: `{value}${data.unit}`, hideOverlap: true } },
        tooltip: { trigger: "axis", confine: true, valueFormatter: (value) => (value == null ? "—" : `${value}${data.unit}`) },
        series: [
          {
            name: data.wanted.name, type: "line", data: data.wanted.values, step: data.steps ? "end" : false, symbol: "none",
            lineStyle: { type: "dashed", width: 2, color: token("grey") }, itemStyle: { color: token("grey") },
            markPoint: { symbol: "circle", symbolSize: 8, itemStyle: { color: token("paper"), borderColor: token("ink-2"), borderWidth: 2 }, label: { show: false }, data: data.marks.map((one) => ({ name: one.name, coord: [one.at, Number(one.value)] })) },
          },
          { name: data.reached.name, type: "line", data: data.reached.values, symbol: "circle", symbolSize: 6, lineStyle: { width: 3, color: token("blue") }, itemStyle: { color: token("blue") } },
          ...(data.ahead ? [ahead(data)] : []),
        ],
      },
    }),
    pairs: (data, box) => {
      const wide = Math.min(180, Math.max(90, box.clientWidth * 0.28));
      return {
        height: data.names.length * PAIR + 64,
        option: {
          ...base(),
          legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 10, selectedMode: false },
          grid: { left: wide + 12, right: 52, top: 32, bottom: 24 },
          xAxis: { type: "value", name: data.unit, nameTextStyle: { color: token("ink-2") }, splitNumber: FEW - 1, splitLine: line(), axisLabel: { hideOverlap: true, color: token("ink-2") } },
          yAxis: { type: "category", inverse: true, data: data.names, axisTick: { show: false }, axisLine: line(), axisLabel: { width: wide, overflow: "truncate", interval: 0, color: token("ink") } },
          tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, confine: true, valueFormatter: (value) => (value == null ? "—" : `${value}${data.unit}`) },
          series: [
            { name: data.wanted.name, type: "bar", data: data.wanted.values, barMaxWidth: 12, itemStyle: { color: token("paper"), borderColor: token("ink-3"), borderWidth: 1 } },
            { name: data.reached.name, type: "bar", data: data.reached.values, barMaxWidth: 12, itemStyle: { color: token("blue") } },
          ],
        },
      };
    },
  };

  // margins and letters of a chart on a wall
  function grown(option) {
    for (const side of ["left", "right", "top", "bottom"]) option.grid[side] *= SIZE;
    for (const axis of [option.xAxis, option.yAxis]) {
      axis.axisLabel = { color: token("ink-2"), ...axis.axisLabel, fontSize: 12 * SIZE };
      if (axis.axisLabel.width) axis.axisLabel.width *= SIZE;
    }
    option.xAxis.axisLabel.margin = 14 * SIZE;
    for (const side of ["itemWidth", "itemHeight"]) if (option.legend[side]) option.legend[side] *= SIZE;
    option.legend = { ...option.legend, textStyle: { color: token("ink-2"), fontSize: 12 * SIZE }, itemGap: 12 * SIZE };
    for (const one of option.series) {
      if (one.label) one.label.fontSize = 11 * SIZE;
      if (one.barMaxWidth) one.barMaxWidth *= SIZE;
      if (one.lineStyle) one.lineStyle.width *= SIZE;
    }
    return option;
  }

  const drawn = new Set();
  const onPaper = new WeakMap();
  function draw(panel) {
    const box = panel.querySelector(".panel-chart");
    const held = panel.querySelector("script[type='application/json']");
    if (!box || box.dataset.drawn || (held && !window.echarts)) return;
    box.dataset.drawn = "1";
    box.hidden = false;
    panel.classList.add("panel-drawn");
    const flip = panel.querySelector("[data-flip]");
    if (flip) flip.hidden = false;
    // tiles and maps come drawn
    if (!held) return;
    const data = JSON.parse(held.textContent);
    const { height, option } = kinds[box.dataset.kind](data, box);
    const scaled = wall ? grown(option) : option;
    if (!wall || innerWidth <= 900) box.style.height = `${height}px`;
    const chart = window.echarts.init(box, null, { renderer: "svg" });
    chart.setOption(scaled);
    onPaper.set(chart, { panel, box, kind: box.dataset.kind, data, option: scaled });
    chart.on("click", (event) => {
      const address = data.series?.[event.seriesIndex]?.addresses?.[event.dataIndex];
      if (address) location.assign(address);
    });
    drawn.add(chart);
  }

  const drawAll = (root) => root.querySelectorAll("[data-panel]").forEach(draw);
  const resize = () => {
    for (const chart of drawn) {
      if (chart.getDom().isConnected) chart.resize();
      else { chart.dispose(); drawn.delete(chart); }
    }
  };

  // a sheet across or half of it, in the pixels of a page; as many bars as its table has rows there
  const ACROSS = { clientWidth: 1024, height: 300 }, HALF = { clientWidth: 446, height: 520 };
  const cut = (data, most) => {
    const first = (one) => ({ ...one, values: one.values.slice(0, most) });
    const held = { ...data, names: data.names.slice(0, most) };
    if (data.series) held.series = data.series.map(first);
    for (const name of ["wanted", "reached"]) if (data[name]) held[name] = first(data[name]);
    return held;
  };
  function toPaper(chart) {
    const { panel, box, kind, data } = onPaper.get(chart);
    if (!panel.closest(".on-paper")) { chart.resize(); return; }
    const sheet = panel.classList.contains("panel-few") ? ACROSS : HALF;
    const rows = panel.querySelectorAll("tbody tr:not(.no-print)").length;
    const { height, option } = kinds[kind](cut(data, rows), sheet);
    box.dataset.height = box.style.height;
    box.style.height = "auto";
    // the size first: what is set is painted at once
    chart.resize({ width: sheet.clientWidth, height: Math.min(height, sheet.height) });
    chart.setOption(option, true);
  }
  function fromPaper(chart) {
    const { box, option } = onPaper.get(chart);
    if (box.dataset.height !== undefined) box.style.height = box.dataset.height;
    chart.resize({ width: "auto", height: "auto" });
    chart.setOption(option, true);
  }

  document.addEventListener("click", (event) => {
    const flip = event.target.closest?.("[data-flip]");
    if (!flip) return;
    const tabled = flip.closest("[data-panel]").classList.toggle("panel-tabled");
    flip.textContent = tabled ? flip.dataset.chart : flip.dataset.table;
    resize();
  });
  window.addEventListener("resize", resize);
  window.addEventListener("beforeprint", () => { for (const chart of drawn) toPaper(chart); });
  window.addEventListener("afterprint", () => { for (const chart of drawn) fromPaper(chart); });
  document.addEventListener("htmx:load", (event) => {
    const element = event.detail.elt;
    for (const chart of drawn) if (!chart.getDom().isConnected) { chart.dispose(); drawn.delete(chart); }
    if (element.matches?.("[data-panel]")) draw(element);
    else if (element.querySelectorAll) drawAll(element);
  });
  drawAll(document);
})();
