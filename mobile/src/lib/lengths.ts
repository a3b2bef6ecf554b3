/** Metres as kilometres with one decimal. */
export const kilometres = (metres: number): string => (metres / 1000).toFixed(1);
