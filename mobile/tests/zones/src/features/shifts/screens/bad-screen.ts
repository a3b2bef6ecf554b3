// Wrong on purpose: a screen fetches by itself.
import { read } from '@/api/client';

export const fetched = read;
