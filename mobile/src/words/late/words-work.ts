export { work as words } from '@/features/work/words';
