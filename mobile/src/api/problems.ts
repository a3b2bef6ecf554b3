// What the server says when it says no (RFC 9457), and which of our own words that is.
import type { problems } from '@/words/problems';

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  next?: string;
  errors?: { pointer: string; text: string }[];
  [fact: string]: unknown;
}
export class ProblemError extends Error implements Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  next?: string;
  errors?: { pointer: string; text: string }[];
  [fact: string]: unknown;
  constructor(problem: Problem) {
    super(problem.title);
    Object.assign(this, problem);
    this.type = problem.type;
    this.title = problem.title;
    this.status = problem.status;
  }
}
export const isProblem = (x: unknown): x is Problem =>
  typeof x === 'object' && x !== null && 'status' in x && 'title' in x && 'type' in x;

/** The stable last part of a problem's type: what the phone switches on. */
export const slugOf = (p: Problem): string => p.type.slice(p.type.lastIndexOf('/') + 1);

type Word = Exclude<keyof typeof problems, `${string}_next`>;
const bySlug: Record<string, Word> = {
  'signed-out': 'signed_out',
  'not-signed-in': 'signed_out',
  'not-authenticated': 'signed_out',
  'other-member': 'other_member',
  'not-allowed': 'not_allowed',
  'not-found': 'not_found',
  gone: 'gone',
  'changed-meanwhile': 'changed_meanwhile',
  'precondition-failed': 'changed_meanwhile',
  throttled: 'too_many',
  'too-many': 'too_many',
  'too-many-requests': 'too_many',
  'occurrence-started': 'occurrence_started',
  'occurrence-cancelled': 'occurrence_cancelled',
  'occurrence-over': 'occurrence_over',
  'not-open-yet': 'not_open_yet',
  'party-too-large': 'party_too_large',
  'children-need-an-adult': 'children_need_an_adult',
  'adults-only': 'adults_only',
  'not-coming': 'not_coming',
  'offer-over': 'offer_over',
  'facilities-first': 'facilities_first',
  'job-taken': 'job_taken',
  'taken-off': 'taken_off',
  'too-late-to-undo': 'too_late_to_undo',
  'two-sleeps-first': 'two_sleeps',
  'night-before-driving': 'night_before',
  'not-ready-to-drive': 'not_ready_to_drive',
  'nobody-drives': 'nobody_drives',
  'not-a-series': 'not_a_series',
  'nothing-to-answer': 'nothing_to_answer',
  'card-or-pin-wrong': 'wrong_pin',
  'card-rests': 'card_locked',
  'join-code-unknown': 'code_unknown',
  'join-code-full': 'code_full',
  'form-used': 'form_used',
  'second-factor-needed': 'second_factor',
  'recovery-code-unknown': 'letters_unknown',
  'ballot-closed': 'ballot_closed',
  'not-confirmed': 'not_confirmed',
};
/** Our own words for this problem, if we have them; the server's title stands in otherwise. */
export const problemKey = (p: Problem): Word | undefined => bySlug[slugOf(p)];
/** What is wrong with one field, by its JSON pointer ("/pin"). */
export const fieldProblem = (error: unknown, pointer: string): string | undefined =>
  isProblem(error) ? error.errors?.find((e) => e.pointer === pointer)?.text : undefined;
