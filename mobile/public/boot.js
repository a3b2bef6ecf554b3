// The worker keeps the app for when there is no signal. Only where the browser trusts the page: https, or this machine.
(() => {
  var here = location.hostname;
  var trusted = location.protocol === 'https:' || here === 'localhost' || here === '127.0.0.1' || here === '[::1]';
  if (!trusted || !('serviceWorker' in navigator)) return;
  window.addEventListener('load', () => {
    navigator.serviceWorker.register('/sw.js').catch(() => {});
  });
})();
