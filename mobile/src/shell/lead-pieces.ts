/** A phone's own app has every piece from the start. */
export const fetchLeadPieces = async (): Promise<void> => {};
