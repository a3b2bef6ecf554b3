import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({
    default: (await import('@/features/people/screens/confirm-screen')).ConfirmScreen,
  }),
  'people',
);
