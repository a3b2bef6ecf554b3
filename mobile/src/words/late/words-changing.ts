export { changing as words } from '@/features/series/change-words';
