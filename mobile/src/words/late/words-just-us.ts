export { just_us as words } from '@/features/just-us/words';
