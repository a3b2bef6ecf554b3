// The words of features that only late pages say. What the first screens and the tabs say is in en.ts: see tests/late-words.test.js.

import { background } from '@/features/background/words';
import { ballots } from '@/features/ballots/words';
import { calendars } from '@/features/calendars/words';
import { conversations } from '@/features/conversations/words';
import { day } from '@/features/day/words';
import { desk } from '@/features/desk/words';
import { hosting } from '@/features/hosting/words';
import { inviting } from '@/features/inviting/words';
import { just_us } from '@/features/just-us/words';
import { listening } from '@/features/listening/words';
import { messages } from '@/features/messages/words';
import { paper } from '@/features/paper/words';
import { passing } from '@/features/passing/words';
import { people } from '@/features/people/words';
import { presenting } from '@/features/presenting/words';
import { promises } from '@/features/promises/words';
import { roles } from '@/features/roles/words';
import { out } from '@/features/safety/out-words';
import { plan } from '@/features/safety/plan-words';
import { safety } from '@/features/safety/words';
import { changing } from '@/features/series/change-words';
import { steps } from '@/features/steps/words';
import { tablet } from '@/features/tablet/words';
import { tracks } from '@/features/tracks/words';

export const lateEnglish = {
  safety,
  calendars,
  day,
  desk,
  people,
  hosting,
  roles,
  passing,
  inviting,
  just_us,
  listening,
  ballots,
  conversations,
  presenting,
  promises,
  tracks,
  paper,
  messages,
  tablet,
  changing,
  plan,
  steps,
  out,
  background,
} as const;
