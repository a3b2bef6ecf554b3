/** What a key does to a slide show: the slide it turns to, "leave", or nothing of ours. */
export function turnOf(
  key: string,
  { at, count, rtl, onButton }: { at: number; count: number; rtl: boolean; onButton: boolean },
): number | 'leave' | undefined {
  const [onward, backward] = rtl ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
  const next = Math.min(count - 1, at + 1);
  const before = Math.max(0, at - 1);
  switch (key) {
    case 'Escape':
      return 'leave';
    case onward:
    case 'PageDown':
      return next;
    case backward:
    case 'PageUp':
      return before;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case ' ':
    case 'Enter':
      return onButton ? undefined : next; // a button that has the focus is pressed by them
    default:
      return undefined;
  }
}
