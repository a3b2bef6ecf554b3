// Loaded after the page of a date: who meets first-timers, and who helps from outside.
import { Helpers } from './helpers';
import { Host } from './host';

export default function PeopleThere({ id, activityId, helped }: { id: string; activityId: string; helped: boolean }) {
  return (
    <>
      <Host id={id} />
      {helped ? <Helpers activityId={activityId} /> : null}
    </>
  );
}
