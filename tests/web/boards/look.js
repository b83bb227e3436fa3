// Texts whose boxes meet although neither holds the other, texts wider than their box, a page wider than the window.
() => {
  const faults = [];
  const boxes = [];
  // what a closed <details> holds has boxes and is not seen
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length;
  const scrolls = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement)
      if (/auto|scroll|hidden/.test(getComputedStyle(at).overflow)) return true;
    return false;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (!node.data.trim() || !seen(holder) || holder.closest("script,style,.sr,.skip,option,select,textarea,dialog,#toasts")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.width > 1 && box.height > 1) boxes.push({ box, text: node.data.trim().slice(0, 20), holder, scrolls: scrolls(holder) });
    const style = getComputedStyle(holder);
    const told = holder.closest("[title]");
    if (style.overflow === "hidden" && holder.scrollWidth > holder.clientWidth + 1 && !told && !holder.closest("summary"))
      faults.push(`cut: ${node.data.trim().slice(0, 30)}`);
  }
  for (const [at, one] of boxes.entries())
    for (const other of boxes.slice(at + 1)) {
      if (one.holder.contains(other.holder) || other.holder.contains(one.holder)) continue;
      if (one.holder.closest(".bar") || other.holder.closest(".bar") || one.scrolls !== other.scrolls) continue;
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (wide > 2 && high > 4) faults.push(`overlap: ${one.text} / ${other.text}`);
    }
  const wider = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wider > 0) faults.push(`wider by ${wider}`);
  return [...new Set(faults)];
}
