export { passing as words } from '@/features/passing/words';
