/** A phone's own app prints nothing. */
export const printScreen: (() => void) | undefined = undefined;
