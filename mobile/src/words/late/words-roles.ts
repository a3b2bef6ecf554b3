export { roles as words } from '@/features/roles/words';
