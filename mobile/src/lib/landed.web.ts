// Picture codes hold the address "/card#CODE" or "/invited#CODE". What stands after # never reaches a server.
const landedAt = (path: string): string | undefined =>
  typeof location !== 'undefined' && location.pathname === path && location.hash.length > 1
    ? decodeURIComponent(location.hash.slice(1))
    : undefined;
let code = landedAt('/card');
let invitation = landedAt('/invited');
/** The code of an invitation, when the app was opened by its link. */
export const invitedBy = (): string | undefined => invitation ?? landedAt('/invited');
/** Its page has been reached: a later sign-in leads home again. */
export const forgetInvitation = (): void => {
  invitation = undefined;
};
/** The code of a card whose picture code was scanned, when the app was opened by it. */
export const scannedCard = (): string | undefined => code;
export const forgetScannedCard = (): void => {
  code = undefined;
  if (location.hash) history.replaceState(history.state, '', location.pathname);
};
