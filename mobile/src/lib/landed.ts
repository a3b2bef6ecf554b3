/** The code of a card whose picture code was scanned, when the app was opened by it. */
export const scannedCard = (): string | undefined => undefined;
export const forgetScannedCard = (): void => {};
/** The code of an invitation, when the app was opened by its link. */
export const invitedBy = (): string | undefined => undefined;
export const forgetInvitation = (): void => {};
