import { Part } from '@/design';
import { useMe, useSession } from '@/session';
import { DeskPage } from '@/shell/desk-page';
import { useWords } from '@/words';
import { JoinCodes } from '../components/join-codes';
import { NewPeople } from '../components/new-people';
import { TwoCards } from '../components/two-cards';

/** New colleagues, and the codes by which people join. */
export function DeskPeopleScreen() {
  const { say } = useWords();
  const { has } = useSession();
  const { today } = useMe();
  return (
    <DeskPage
      here="people"
      may={['organiser', 'connector']}
      title={say('desk.people_title')}
      help={say('desk.people_help')}
      aside={has('organiser') ? <JoinCodes today={today} /> : undefined}
    >
      <Part>{say('desk.new_people')}</Part>
      <NewPeople today={today} may />
      <TwoCards today={today} />
    </DeskPage>
  );
}
