import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(async () => ({
  default: (await import('@/features/ideas/screens/rules-screen')).RulesScreen,
}));
