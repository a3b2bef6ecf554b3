import type { Problem } from '@/api/problems';

export type State = 'saved' | 'sending' | 'received' | 'refused';
/** One thing a member wants to happen, on the device before it is first sent. */
export interface Intent {
  /** UUIDv7: the order of the rows, and the Idempotency-Key. */
  key: string;
  /** Whose it is: never sent with anybody else's session. */
  member: string;
  /** What it is about: rows of one subject go out in order. */
  subject: string;
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
  /** The server keeps an Idempotency-Key for this route. */
  once: boolean;
  /** Fields of the body that take the id an earlier row of this subject is answered with; left out if that one is refused. */
  fills?: Readonly<Record<string, string>>;
  ifMatch?: string;
  /** Goes in one request with its neighbours: to this address, in a list of this name. `method` and `path` are not used. */
  together?: { path: string; as: string };
  nameless?: boolean;
  /** At each try `sent_at` goes along in the body: what this phone's clock shows then, by which the server puts it right. */
  clocked?: boolean;
  /** A refusal stays in sight until it is read, whatever is pressed next on the same subject. */
  stays?: boolean;
  /** The reply holds a secret: it is shown, never written to the device. */
  secret?: boolean;
  /** What is read again when the server has it: beginnings of query keys. */
  touches: readonly (readonly unknown[])[];
  /** When it was pressed, by this device's clock. */
  pressedAt: string;
  state: State;
  tries: number;
  /** Not before this moment (milliseconds). */
  next: number;
  /** The server named the wait: being back online does not shorten it. */
  hold?: boolean;
  /** When the whole answer was here. */
  at?: string;
  /** What the server answered. */
  reply?: unknown;
  problem?: Problem;
}
export interface Store {
  put(row: Intent): Promise<void>;
  all(): Promise<Intent[]>;
  remove(key: string): Promise<void>;
  /** Run the work unless another tab is at it. True if it ran. */
  alone(work: () => Promise<void>): Promise<boolean>;
  tellOthers(): void;
  changedElsewhere(then: () => void): void;
}
