// Nothing here is needed: the pages work without script. A press on "Print" opens the browser's own dialog.
(() => {
  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }
})();
