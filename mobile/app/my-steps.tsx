import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({
    default: (await import('@/features/steps/screens/steps-screen')).StepsScreen,
  }),
  'steps',
);
