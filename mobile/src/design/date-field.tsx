import { Field } from './field';

export interface DateFieldProps {
  label: string;
  /** "2026-11-26" or "15:30"; empty when nothing is chosen. */
  value: string;
  onChangeText: (value: string) => void;
  hint?: string;
  wrong?: string;
  /** The first date that may be chosen. */
  min?: string;
}
/** A date: typed on a phone, chosen from the browser's own calendar on the web. */
export const DateField = ({ min, ...field }: DateFieldProps) => (
  <Field {...field} placeholder={min ?? '2026-11-26'} inputMode="numeric" maxLength={10} autoCorrect={false} />
);
/** A time of day, 24 hours. */
export const TimeField = ({ min: _, ...field }: DateFieldProps) => (
  <Field {...field} placeholder="15:30" inputMode="numeric" maxLength={5} autoCorrect={false} />
);
