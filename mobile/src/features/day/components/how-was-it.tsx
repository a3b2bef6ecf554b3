import { Button, Card, CardHead, Note, OutboxLine, Row, Text } from '@/design';
import { useWords } from '@/words';
import { type ToFace, useFace } from '../queries';

const FACES = ['good', 'fine', 'poor'] as const;
/** After a date, for those who were there: one at a time, the latest first. */
export default function HowWasIt({ date }: { date: ToFace }) {
  const { say } = useWords();
  const { say: press, latest } = useFace(date.id);
  const said = latest && latest.state !== 'refused';
  return (
    <Card testID="how-was-it">
      <CardHead
        drawing="say"
        title={say('day.how_was', { title: date.title })}
        lines={<Text>{say('day.how_was_text')}</Text>}
      />
      {said ? (
        <Note tone="leaf">{say('day.face_thanks')}</Note>
      ) : (
        <Row>
          {FACES.map((face) => (
            <Button key={face} onPress={() => void press(face)}>
              {say(`day.face_${face}`)}
            </Button>
          ))}
        </Row>
      )}
      <OutboxLine row={latest} />
    </Card>
  );
}
