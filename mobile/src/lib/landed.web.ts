// A card's picture code holds the address "/card#CODE". What stands after # never reaches a server.
let code =
  typeof location !== 'undefined' && location.pathname === '/card' && location.hash.length > 1
    ? decodeURIComponent(location.hash.slice(1))
    : undefined;
/** The code of a card whose picture code was scanned, when the app was opened by it. */
export const scannedCard = (): string | undefined => code;
export const forgetScannedCard = (): void => {
  code = undefined;
  if (location.hash) history.replaceState(history.state, '', location.pathname);
};
