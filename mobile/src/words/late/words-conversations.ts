export { conversations as words } from '@/features/conversations/words';
