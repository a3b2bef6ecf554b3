/** A phone's own app is nobody's shared tablet: the code is typed there. */
export function Scan(_: { onCard: (text: string) => void }) {
  return null;
}
