// Wrong on purpose: the design system knows a feature.
import { home } from '../features/home/words';

export const known = home;
