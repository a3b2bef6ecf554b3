export { day as words } from '@/features/day/words';
