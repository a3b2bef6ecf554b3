export { messages as words } from '@/features/messages/words';
