// Points at the same moment in every panel and says what was measured there. Without it, each bucket's title does.
(() => {
  const panels = [...document.querySelectorAll('.panel')].map((panel) => {
    const areas = [...panel.querySelectorAll('.hover rect')];
    const texts = areas.map((area) => {
      const title = area.querySelector('title');
      const text = title.textContent;
      title.remove();
      return text;
    });
    return { areas, texts, readout: panel.querySelector('.readout') };
  });
  const show = (chosen) => {
    for (const { areas, texts, readout } of panels) {
      areas.forEach((area, index) => area.classList.toggle('pointed', index === chosen));
      readout.textContent = texts[chosen] ?? '';
    }
  };
  for (const { areas } of panels) {
    areas.forEach((area, index) => {
      area.addEventListener('pointerenter', () => show(index));
      area.addEventListener('pointerdown', () => show(index));
    });
    areas[0]?.parentNode.addEventListener('pointerleave', (event) => {
      if (event.pointerType === 'mouse') show(-1);
    });
  }
})();
