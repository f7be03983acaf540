// What no accessibility engine measures, written once: each check gives a list of words on what it found.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const name = (e) => `${e.tagName.toLowerCase()}.${String(e.getAttribute('class') ?? '')} “${(e.innerText || e.getAttribute('aria-label') || '').trim().slice(0, 40)}”`;
  const drawn = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility === 'visible' && !e.closest('.unseen, .skip');
  const words = (e) => [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());

  /** Unfold everything, so that what lies one tap away is measured too. */
  const unfold = () => all('details').forEach((e) => (e.open = true));

  // WCAG 2.5.8: a link inside a sentence is as large as its line; a number to call is a button wherever it stands
  const inSentence = (e) => e.matches('a:not([href^="tel:"])') && getComputedStyle(e).display === 'inline' && words(e.parentElement);
  const target = (e) => (e.matches('[type=radio], [type=checkbox]') ? (e.closest('label') ?? e) : e);
  const small = (least = 44) =>
    all('a[href], button, input, select, textarea, summary, [tabindex="0"]')
      .filter((e) => drawn(e) && !inSentence(e))
      .map((e) => [target(e), target(e).getBoundingClientRect()])
      .filter(([, box]) => box.width < least - 0.1 || box.height < least - 0.1)
      .map(([e, box]) => `${name(e)} ${box.width.toFixed(1)}×${box.height.toFixed(1)}`);

  /** Fields whose letters are so small that a phone zooms in on them. */
  const zooming = () => all('input, select, textarea').filter((e) => drawn(e) && parseFloat(getComputedStyle(e).fontSize) < 16).map(name);

  // a table may be scrolled on its own (WCAG 1.4.10 excepts it); the page may not
  const sideways = () => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const out = all('body *').filter((e) => drawn(e) && !e.closest('.scroll') && (e.getBoundingClientRect().right > clientWidth + 0.5 || e.getBoundingClientRect().left < -0.5));
    return [`${scrollWidth} > ${clientWidth}: ${out.slice(-3).map(name)}`];
  };

  const clipped = () =>
    all('body *')
      .filter((e) => drawn(e) && words(e) && e.clientWidth > 0 && !e.matches('select, option, textarea'))
      .filter((e) => e.scrollWidth > e.clientWidth + 1 || (getComputedStyle(e).overflowY === 'hidden' && e.scrollHeight > e.clientHeight + 2))
      .map((e) => `${name(e)} ${e.scrollWidth}>${e.clientWidth}`);

  const colour = (text) => {
    const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const light = (c) => {
    const [r, g, b] = c.slice(0, 3).map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ancestors = (e) => (e ? [...ancestors(e.parentElement), e] : []);
  const ground = (e) => ancestors(e).reduce((under, each) => over(colour(getComputedStyle(each).backgroundColor), under), [255, 255, 255, 1]);

  /** WCAG's contrast ratio of an element's text to what lies under it, faded by its ancestors' opacity. */
  const ratio = (e) => {
    const under = ground(e.matches('.pick input') ? e.nextElementSibling : e);
    const faded = ancestors(e).reduce((product, each) => product * Number(getComputedStyle(each).opacity), 1);
    const [r, g, b, a] = colour(getComputedStyle(e).color);
    const [high, low] = [light(over([r, g, b, a * faded], under)), light(under)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const large = (e) => {
    const { fontSize, fontWeight } = getComputedStyle(e);
    return parseFloat(fontSize) >= (Number(fontWeight) >= 700 ? 18.66 : 24);
  };
  const pale = (least, leastLarge) =>
    all('body *')
      .filter((e) => drawn(e) && (words(e) || e.matches('textarea, select, input:not([type=radio]):not([type=checkbox])')) && !e.closest(':disabled'))
      .map((e) => [e, ratio(e), large(e) ? leastLarge : least])
      .filter(([, found, need]) => found < need)
      .map(([e, found]) => `${name(e)} ${found.toFixed(2)}`);

  /** The one main thing to press lies where the thumb is: in the lower 60 % of the screen, above the tabs. */
  const outOfReach = () =>
    all('main .btn:not(.soft):not(.quiet):not(.plain):not(.white):not(.glass):not(.danger)')
      .filter((e) => drawn(e) && !e.closest('details'))
      .slice(0, 1)
      .map((e) => [e, e.getBoundingClientRect()])
      .filter(([, box]) => box.bottom < innerHeight * 0.4 || box.top > innerHeight)
      .map(([e, box]) => `${name(e)} at ${box.top.toFixed()}–${box.bottom.toFixed()}`);

  /** What has the focus, and whether one of the bars lies over it. */
  const covered = () => {
    const e = document.activeElement;
    if (!e || e === document.body || e.closest('.skip')) return null;
    if (e.closest('nav.tabs')) return { end: true };
    const own = target(e).getBoundingClientRect();
    if (own.height > innerHeight * 0.6) return { end: false }; // cannot be shown whole
    const over = bars().filter((bar) => !bar.contains(e) && !e.closest('header') && getComputedStyle(bar).position === 'sticky');
    const hidden = over.map((bar) => bar.getBoundingClientRect()).some((bar) => bar.height && own.top < bar.bottom - 1 && own.bottom > bar.top + 1);
    return { end: Boolean(e.closest('header')), hidden: hidden || own.bottom <= 0 || own.top >= innerHeight ? `${name(e)} ${own.top.toFixed()}–${own.bottom.toFixed()}` : '' };
  };

  /** Take the bars out of the way: axe would take what lies under them now for what can never be reached. */
  const bars = () => all('header.top, nav.tabs, .form > .btn[type=submit], .said');
  const loose = (yes) => bars().forEach((bar) => (bar.style.position = yes ? 'static' : ''));

  /** Arrows that still point the way of left-to-right writing. */
  const unmirrored = () =>
    all('.round svg.icon')
      .filter((e) => drawn(e) && new DOMMatrix(getComputedStyle(e).transform).a !== -1)
      .concat(all('body *').filter((e) => drawn(e) && words(e) && /[‹›]/.test(e.textContent) && getComputedStyle(e).direction !== 'rtl'))
      .map((e) => name(e.closest('button, a') ?? e));

  /** Double every letter and nothing else, as a phone's setting for large text does. */
  const sheets = () => [...document.styleSheets].flatMap((sheet) => flat([...sheet.cssRules]));
  const flat = (rules) => rules.flatMap((rule) => (rule.cssRules?.length ? flat([...rule.cssRules]) : [rule]));
  const letters = (factor) => {
    const twice = (style, property) => {
      const value = style.getPropertyValue(property).trim();
      if (value.endsWith('px')) style.setProperty(property, `${parseFloat(value) * factor}px`);
    };
    for (const { style } of sheets()) if (style) ['font-size', '--f0', '--f1', '--f2', '--f3', '--f4', '--f5'].forEach((each) => twice(style, each));
  };

  window.measure = { unfold, small, zooming, sideways, clipped, pale, outOfReach, loose, covered, unmirrored, letters };
})();
