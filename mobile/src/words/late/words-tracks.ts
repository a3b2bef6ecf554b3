export { tracks as words } from '@/features/tracks/words';
