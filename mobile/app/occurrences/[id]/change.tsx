import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(() => import('@/shell/pages/change-date'), 'changing', 'desk');
