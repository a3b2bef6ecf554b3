import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({
    default: (await import('@/features/tablet/screens/tablet-screen')).TabletScreen,
  }),
  'tablet',
);
