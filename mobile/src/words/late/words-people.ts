export { people as words } from '@/features/people/words';
