export { paper as words } from '@/features/paper/words';
