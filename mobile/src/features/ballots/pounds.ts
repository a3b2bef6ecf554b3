/** A sum as the server takes it, "12.50", or nothing when it is none. */
export const pounds = (text: string): string | undefined => {
  const t = text.trim().replace(/^£/, '');
  return /^\d{1,8}(\.\d{1,2})?$/.test(t) && Number(t) > 0 ? t : undefined;
};
