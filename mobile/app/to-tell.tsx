import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({
    default: (await import('@/features/messages/screens/to-tell-screen')).ToTellScreen,
  }),
  'messages',
);
