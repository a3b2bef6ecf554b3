import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  () => import('@/shell/pages/activities'),
  'conversations',
  'hosting',
  'inviting',
  'passing',
  'roles',
);
