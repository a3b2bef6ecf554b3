// English, put together from the features. A feature adds its own two lines here and nothing else.

import { home } from '@/features/home/words';
import { me } from '@/features/me/words';
import { signin } from '@/features/signin/words';
import { common } from './common';
import { problems } from './problems';
import { time } from './time';

export const en = { common, problems, time, home, me, signin } as const;
