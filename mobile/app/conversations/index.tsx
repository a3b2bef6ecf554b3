import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({
    default: (await import('@/features/conversations/screens/conversations-screen')).ConversationsScreen,
  }),
  'conversations',
);
