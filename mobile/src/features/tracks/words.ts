// The way of a walk. {km} is a number with one decimal; {up}, {down}, {low} and {high} are whole metres.
export const tracks = {
  title: 'The way',
  length: '{km} km.',
  climbs: '{km} km, {up} m up and {down} m down.',
  steepest: 'The steepest part is between {from} and {to} km.',
  heights: 'Lowest {low} m, highest {high} m.',
  left: 'The start is on the left.',
  add: 'Add the way from a GPX file',
  replace: 'Choose another GPX file',
  take_away: 'Take the way off this page',
  kept: 'We keep only the line and the heights: no times and no names.',
} as const;
