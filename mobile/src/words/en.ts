// English of the first screens and the tabs, put together from the features. A feature adds its own two lines here and
// nothing else; one that only late pages speak of adds them in late-english.ts.

import { activities } from '@/features/activities/words';
import { home } from '@/features/home/words';
import { ideas } from '@/features/ideas/words';
import { leading } from '@/features/leading/words';
import { me } from '@/features/me/words';
import { series } from '@/features/series/words';
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
  ideas,
  series,
  shifts,
  rail,
} as const;
