// Loaded after the page of a date: who meets first-timers, and who helps from outside.
import { Helpers } from './helpers';
import { Host } from './host';

export default function PeopleThere({ id, activityId }: { id: string; activityId: string }) {
  return (
    <>
      <Host id={id} />
      <Helpers activityId={activityId} />
    </>
  );
}
