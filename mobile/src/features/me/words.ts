export const me = {
  title: 'x',
} as const;
