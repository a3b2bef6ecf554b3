export { background as words } from '@/features/background/words';
