export { desk as words } from '@/features/desk/words';
