/** What a card's square code holds, or what somebody typed, as the code alone: after the # of the card's link. */
export const cardText = (text: string): string => text.slice(text.lastIndexOf('#') + 1).trim();
