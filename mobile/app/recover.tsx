import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(async () => ({
  default: (await import('@/features/me/screens/recover-screen')).RecoverScreen,
}));
