// What two screens import stands in the first script, so they import only this.
import { lazyPart } from '@/shell/lazy-page';

const parts = () => import('./merge-parts');
export const MergeQuestions = lazyPart(async () => ({ default: (await parts()).MergeQuestions }));
export const MergesOfIdea = lazyPart(async () => ({ default: (await parts()).MergesOfIdea }));
export const OpenMerges = lazyPart(async () => ({ default: (await parts()).OpenMerges }));
export const SuggestMerge = lazyPart(async () => ({ default: (await parts()).SuggestMerge }));
