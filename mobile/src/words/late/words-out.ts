export { out as words } from '@/features/safety/out-words';
