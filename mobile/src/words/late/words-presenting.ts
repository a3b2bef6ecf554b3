export { presenting as words } from '@/features/presenting/words';
