// How the tokens of everybody together were spent, idea by idea. Fractions come as text, "61/20"; they are drawn, not counted.
import type { Outcome } from './types';

export interface Bar {
  id: string;
  title: string;
  /** Tokens, or ticks where no tokens were counted; null for what is left over of none. */
  amount: number;
  isExact: boolean;
  /** Of all, from 0 to 1. */
  part: number;
  isChosen: boolean;
}
export const fraction = (text: string): number => {
  const [over = '0', under = '1'] = text.split('/');
  return Number(over) / Number(under);
};
const short = (amount: number): { amount: number; isExact: boolean } => {
  const tenths = Math.round(amount * 10) / 10;
  return { amount: tenths, isExact: Math.abs(tenths - amount) < 1e-9 };
};
/** All tokens there were, and what each idea and the rest came to; nothing where nothing was counted in tokens. */
export function spending(outcome: Outcome): { total: number; bars: Bar[]; left: Bar } | undefined {
  if (!outcome.final_share || outcome.share_tokens === null) return undefined;
  const perToken = fraction(outcome.final_share) / outcome.share_tokens;
  const total = outcome.voters * outcome.share_tokens;
  const paid = outcome.chosen
    .filter((row) => row.each_pays !== null)
    .map((row) => {
      const tokens = Number(row.option.cost) / perToken;
      return {
        id: row.option.id,
        title: row.option.title,
        ...short(tokens),
        part: tokens / total,
        isChosen: true,
      };
    });
  const rest = Math.max(
    0,
    total - outcome.chosen.reduce((sum, r) => sum + (r.each_pays === null ? 0 : Number(r.option.cost) / perToken), 0),
  );
  return { total, bars: paid, left: { id: 'left', title: '', ...short(rest), part: rest / total, isChosen: false } };
}
/** Where no tokens were counted: who ticked what, the most first. */
export function ticking(outcome: Outcome): Bar[] {
  const rows = [
    ...outcome.chosen.map((row) => ({ ...row, isChosen: true })),
    ...outcome.not_chosen.map((row) => ({ ...row, isChosen: false })),
  ].filter((row) => row.ticks !== null && row.option.title);
  return rows
    .map(({ option, ticks, isChosen }) => ({
      id: option.id,
      title: option.title,
      amount: ticks ?? 0,
      isExact: true,
      part: outcome.voters ? (ticks ?? 0) / outcome.voters : 0,
      isChosen,
    }))
    .sort((a, b) => b.amount - a.amount);
}
