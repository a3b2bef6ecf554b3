import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({
    default: (await import('@/features/listening/screens/barriers-screen')).BarriersScreen,
  }),
  'listening',
);
