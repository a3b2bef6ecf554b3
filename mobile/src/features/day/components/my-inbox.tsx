import { useInbox } from '../telling';
import Inbox from './inbox';

/** Everything I was told in two weeks, read or not. */
export default function MyInbox() {
  const messages = useInbox().data?.results;
  return messages?.length ? <Inbox messages={messages} /> : null;
}
