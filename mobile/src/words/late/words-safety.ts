export { safety as words } from '@/features/safety/words';
