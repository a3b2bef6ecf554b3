import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({
    default: (await import('@/features/steps/screens/record-screen')).RecordScreen,
  }),
  'steps',
);
