// Loaded after the page: the picture of where people meet, beside the words that say where.
import { Photo, Text } from '@/design';
import { useWords } from '@/words';
import { useAbout } from '../about';

const SHOWN = 280;

export default function MeetPhoto({ id }: { id: string }) {
  const { say } = useWords();
  const photo = useAbout(id).data?.data.photo;
  if (!photo) return null;
  const words = photo.alt || say('activities.meet_photo');
  return (
    <>
      <Photo
        path={`/api/v1/photos/${photo.id}/large`}
        alt={words}
        width={SHOWN}
        height={Math.round((SHOWN * photo.height) / photo.width)}
      />
      <Text tone="quiet">{words}</Text>
    </>
  );
}
