export { ballots as words } from '@/features/ballots/words';
