// Wrong on purpose: one feature reaches into another.
import { ideas } from '@/features/ideas/words';

export const borrowed = ideas;
