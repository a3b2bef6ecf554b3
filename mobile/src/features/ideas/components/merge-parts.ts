// All of two ideas that become one in one script, which Home, the page of an idea and the desk fetch when they need it.
export { MergeQuestions } from './merge-question';
export { MergesOfIdea, OpenMerges } from './merges';
export { SuggestMerge } from './suggest-merge';
