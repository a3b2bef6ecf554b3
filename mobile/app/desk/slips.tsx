import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({
    default: (await import('@/features/ballots/screens/desk-slips-screen')).DeskSlipsScreen,
  }),
  'ballots',
);
