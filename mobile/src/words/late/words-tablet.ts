export { tablet as words } from '@/features/tablet/words';
