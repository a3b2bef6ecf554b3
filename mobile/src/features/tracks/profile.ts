import type { Track } from './queries';

export const WIDTH = 300;
export const HEIGHT = 90;
// A way along a canal is not drawn as a mountain.
const LEAST_RISE = 40;

/** The heights as one line from the left, and the lowest and highest of them. */
export function drawn(profile: NonNullable<Track['profile']>): { line: string; low: number; high: number } {
  const heights = profile.map(([, height]) => height ?? 0);
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const rise = Math.max(LEAST_RISE, high - low);
  const length = profile.at(-1)?.[0] || 1;
  const line = profile
    .map(([along = 0, height = low]) => {
      const y = HEIGHT - 8 - ((height - low) / rise) * (HEIGHT - 16);
      return `${((along / length) * WIDTH).toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('L');
  return { line: `M${line}`, low, high };
}
