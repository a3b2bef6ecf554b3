export { plan as words } from '@/features/safety/plan-words';
