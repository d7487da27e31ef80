/**
 * uPlot hands `navigator.language` to Intl while it loads, and Chromium under a POSIX locale reports one that Intl
 * refuses (`en-US@posix`), which would leave the page blank.
 */
try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en', configurable: true });
}
