import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({
    default: (await import('@/features/ballots/screens/outcome-screen')).OutcomeScreen,
  }),
  'ballots',
);
