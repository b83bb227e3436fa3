// What is wrong with the names on a map: not one set of them, some too small, one over another, one off the map.
() => {
  const shown = [...document.querySelectorAll(".map-letters")].filter((one) => getComputedStyle(one).display !== "none");
  if (shown.length !== 1) return [`sets of letters: ${shown.length}`];
  const faults = [];
  const sheet = shown[0].closest("svg").getBoundingClientRect();
  const texts = [...shown[0].querySelectorAll("text")].map((one) => ({ said: one.textContent, box: one.getBoundingClientRect() }));
  if (texts.length < 11) faults.push(`letters: ${texts.length}`);
  for (const [at, { said, box }] of texts.entries()) {
    if (box.height < 10) faults.push(`small: ${said} ${box.height}`);
    if (box.left < sheet.left || box.right > sheet.right) faults.push(`off the map: ${said}`);
    for (const { said: other, box: that } of texts.slice(at + 1)) {
      const wide = Math.min(box.right, that.right) - Math.max(box.left, that.left);
      const high = Math.min(box.bottom, that.bottom) - Math.max(box.top, that.top);
      // the boxes of lines overlap a little above and below their letters
      if (wide > 1 && high > box.height * 0.3) faults.push(`overlap: ${said} / ${other}`);
    }
  }
  return faults;
}
