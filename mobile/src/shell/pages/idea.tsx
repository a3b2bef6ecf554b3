import { IdeaCheck } from '@/features/ballots/components/idea-check';
import { IdeaScreen } from '@/features/ideas/screens/idea-screen';
import { HandsOfIdea } from '@/features/listening/components/tally-card';

/** An idea, and below it what meetings and votes know of it: hands shown, whether it can be done, what it costs. */
export default function Idea() {
  return (
    <IdeaScreen
      below={(idea) => (
        <>
          <HandsOfIdea />
          <IdeaCheck id={idea.id} mayAsk={idea.can_be_changed && !idea.hidden_reason} />
        </>
      )}
    />
  );
}
