// Scripts that few need, each asked for when it is needed first; tests put them in at once.
export const loadAddedFields = () => import('./components/added-fields');
export const loadPlayer = () => import('@/lib/sound');
