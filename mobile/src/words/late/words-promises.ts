export { promises as words } from '@/features/promises/words';
