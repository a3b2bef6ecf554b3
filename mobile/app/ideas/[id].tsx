import { lazyPage } from '@/shell/lazy-page';

/** An idea, and below it what votes know of it: whether it can be done, and what it costs. */
export default lazyPage(async () => {
  const [{ IdeaScreen }, { IdeaCheck }] = await Promise.all([
    import('@/features/ideas/screens/idea-screen'),
    import('@/features/ballots/components/idea-check'),
  ]);
  return {
    default: () => (
      <IdeaScreen below={(idea) => <IdeaCheck id={idea.id} mayAsk={idea.can_be_changed && !idea.hidden_reason} />} />
    ),
  };
});
