import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({
    default: (await import('@/features/messages/screens/choices-screen')).ChoicesScreen,
  }),
  'messages',
);
