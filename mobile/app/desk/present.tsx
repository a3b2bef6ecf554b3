import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({
    default: (await import('@/features/presenting/screens/present-screen')).PresentScreen,
  }),
  'presenting',
);
