import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({
    default: (await import('@/features/inviting/screens/invited-screen')).InvitedScreen,
  }),
  'inviting',
);
