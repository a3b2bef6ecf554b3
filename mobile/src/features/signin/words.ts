export const signin = {
  title: 'x',
} as const;
