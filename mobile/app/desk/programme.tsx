import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(() => import('@/shell/pages/desk-programme'), 'desk', 'paper', 'passing', 'safety');
