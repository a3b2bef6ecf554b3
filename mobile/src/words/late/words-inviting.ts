export { inviting as words } from '@/features/inviting/words';
