// English, put together from the features. A feature adds its own two lines here and nothing else.

import { activities } from '@/features/activities/words';
import { ballots } from '@/features/ballots/words';
import { calendars } from '@/features/calendars/words';
import { conversations } from '@/features/conversations/words';
import { day } from '@/features/day/words';
import { desk } from '@/features/desk/words';
import { home } from '@/features/home/words';
import { ideas } from '@/features/ideas/words';
import { leading } from '@/features/leading/words';
import { listening } from '@/features/listening/words';
import { me } from '@/features/me/words';
import { people } from '@/features/people/words';
import { presenting } from '@/features/presenting/words';
import { promises } from '@/features/promises/words';
import { safety } from '@/features/safety/words';
import { shifts } from '@/features/shifts/words';
import { signin } from '@/features/signin/words';
import { common } from './common';
import { problems } from './problems';
import { rail } from './rail';
import { time } from './time';

export const en = {
  common,
  problems,
  time,
  home,
  me,
  signin,
  activities,
  leading,
  safety,
  calendars,
  day,
  desk,
  people,
  ideas,
  listening,
  shifts,
  ballots,
  conversations,
  presenting,
  promises,
  rail,
} as const;
