export { steps as words } from '@/features/steps/words';
