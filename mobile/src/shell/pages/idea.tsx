import { IdeaScreen } from '@/features/ideas/screens/idea-screen';
import { HandsOfIdea } from '@/features/listening/components/tally-card';

export default function Idea() {
  return <IdeaScreen hands={<HandsOfIdea />} />;
}
