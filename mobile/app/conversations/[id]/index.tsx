import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({
    default: (await import('@/features/conversations/screens/conversation-screen')).ConversationScreen,
  }),
  'conversations',
);
