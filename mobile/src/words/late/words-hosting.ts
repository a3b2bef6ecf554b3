export { hosting as words } from '@/features/hosting/words';
