export { listening as words } from '@/features/listening/words';
