// Charts of the boards, drawn from the figures that stand in the page. Without this file the tables stand alone.
"use strict";
(() => {
  const style = getComputedStyle(document.documentElement);
  const token = (name) => style.getPropertyValue(`--${name}`).trim();
  const ROW = 30, SERIES = 18, FEW = 5;

  const base = () => ({
    animation: false,
    textStyle: { fontFamily: token("sans"), color: token("ink-2"), fontSize: 12 },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, confine: true },
  });
  // every light has its own shape, in the legend and in its part of the bar
  const SHAPES = { red: "■", yellow: "▲", done: "✔", green: "●", grey: "○" };
  const line = () => ({ lineStyle: { color: token("line") } });

  const kinds = {
    bars: (data, box) => {
      const shape = Object.fromEntries(data.series.map((one) => [one.name, SHAPES[one.shade]]));
      const longest = Math.max(1, ...data.names.map((_name, at) => data.series.reduce((sum, one) => sum + one.values[at], 0)));
      const fits = (value) => (value / longest) * (box.clientWidth - 220) > 30;
      const wide = Math.min(180, Math.max(90, box.clientWidth * 0.28));
      return {
        height: data.names.length * ROW + 64,
        option: {
          ...base(),
          legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: 12, selectedMode: false, formatter: (name) => `${shape[name]} ${name}` },
          grid: { left: wide + 12, right: 24, top: 32, bottom: 24 },
          xAxis: { type: "value", minInterval: 1, splitNumber: FEW, splitLine: line(), axisLabel: { hideOverlap: true } },
          yAxis: { type: "category", inverse: true, data: data.names, axisTick: { show: false }, axisLine: line(), axisLabel: { width: wide, overflow: "truncate", interval: 0, color: token("ink") } },
          series: data.series.map((one) => ({
            type: "bar", stack: "all", name: one.name, data: one.values, barMaxWidth: SERIES, cursor: "pointer",
            itemStyle: { color: token(one.shade), borderColor: token("paper"), borderWidth: 1 },
            label: { show: true, color: "#fff", fontSize: 11, formatter: ({ value }) => (fits(value) ? `${SHAPES[one.shade]} ${value}` : "") },
          })),
        },
      };
    },
  };

  const drawn = new Set();
  function draw(panel) {
    const box = panel.querySelector(".panel-chart");
    const held = panel.querySelector("script[type='application/json']");
    if (!box || !held || box.dataset.drawn || !window.echarts) return;
    box.dataset.drawn = "1";
    box.hidden = false;
    panel.classList.add("panel-drawn");
    const data = JSON.parse(held.textContent);
    const { height, option } = kinds[box.dataset.kind](data, box);
    box.style.height = `${height}px`;
    const chart = window.echarts.init(box, null, { renderer: "svg" });
    chart.setOption(option);
    chart.on("click", (event) => {
      const address = data.series?.[event.seriesIndex]?.addresses?.[event.dataIndex];
      if (address) location.assign(address);
    });
    drawn.add(chart);
    const flip = panel.querySelector("[data-flip]");
    if (flip) flip.hidden = false;
  }

  const drawAll = (root) => root.querySelectorAll("[data-panel]").forEach(draw);
  const resize = () => {
    for (const chart of drawn) {
      if (chart.getDom().isConnected) chart.resize();
      else { chart.dispose(); drawn.delete(chart); }
    }
  };

  document.addEventListener("click", (event) => {
    const flip = event.target.closest?.("[data-flip]");
    if (!flip) return;
    const tabled = flip.closest("[data-panel]").classList.toggle("panel-tabled");
    flip.textContent = tabled ? flip.dataset.chart : flip.dataset.table;
    resize();
  });
  window.addEventListener("resize", resize);
  window.addEventListener("beforeprint", resize);
  window.addEventListener("afterprint", resize);
  document.addEventListener("htmx:load", (event) => {
    const element = event.detail.elt;
    if (element.matches?.("[data-panel]")) draw(element);
    else if (element.querySelectorAll) drawAll(element);
  });
  drawAll(document);
})();
