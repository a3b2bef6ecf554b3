// For tests.
let kept: string | undefined;
export const read = async (): Promise<string | undefined> => kept;
export const write = async (text: string): Promise<void> => {
  kept = text;
};
export const clear = async (): Promise<void> => {
  kept = undefined;
};
