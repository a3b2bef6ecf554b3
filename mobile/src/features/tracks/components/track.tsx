// Loaded after the page: how long, how far up, and where it is steep.
import { View } from 'react-native';
import Svg, { Path } from 'react-native-svg';
import { Button, Card, OutboxLine, Part, Row, Text, useTheme } from '@/design';
import { kilometres } from '@/lib/lengths';
import { pickGpx } from '@/lib/pick-gpx';
import { type Say, useWords } from '@/words';
import { drawn, HEIGHT, WIDTH } from '../profile';
import { type Track, useBringing, useTrack } from '../queries';

const numbers = (say: Say, { distance_m, climb_m, descent_m, steepest_km }: Track): string[] => {
  const km = kilometres(distance_m);
  return [
    climb_m === null || descent_m === null
      ? say('tracks.length', { km })
      : say('tracks.climbs', { km, up: climb_m, down: descent_m }),
    steepest_km === null ? '' : say('tracks.steepest', { from: steepest_km, to: steepest_km + 1 }),
  ].filter(Boolean);
};

/** The heights from left to right, in every language; the words say what it shows. */
function Profile({ profile, label }: { profile: NonNullable<Track['profile']>; label: string }) {
  const theme = useTheme();
  const { say } = useWords();
  const { line, low, high } = drawn(profile);
  return (
    <>
      <View role="img" aria-label={label} style={{ width: '100%', aspectRatio: WIDTH / HEIGHT }}>
        <Svg width="100%" height="100%" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden>
          <Path d={`${line}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`} fill={theme.edge} opacity={0.35} />
          <Path d={line} fill="none" stroke={theme.ink} strokeWidth={2.5} strokeLinejoin="round" />
        </Svg>
      </View>
      <Text tone="quiet">{`${say('tracks.heights', { low, high })} ${say('tracks.left')}`}</Text>
    </>
  );
}

/** The way of a walk, and bringing it for whoever may change the activity. */
export default function TrackPart({ activityId, may }: { activityId: string; may: boolean }) {
  const { say } = useWords();
  const track = useTrack(activityId).data;
  const { bring, takeAway, waits, latest } = useBringing(activityId);
  if (track === undefined || (track === null && !may)) return null;
  const choose = async () => {
    const file = await pickGpx();
    if (file) await bring(file);
  };
  const said = track ? numbers(say, track) : [];
  return (
    <Card>
      <Part>{say('tracks.title')}</Part>
      {said.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
      {track?.profile ? <Profile profile={track.profile} label={said.join(' ')} /> : null}
      {may && !waits ? (
        <>
          <Row>
            <Button onPress={() => void choose()}>{say(track ? 'tracks.replace' : 'tracks.add')}</Button>
            {track ? <Button onPress={() => void takeAway()}>{say('tracks.take_away')}</Button> : null}
          </Row>
          <Text tone="quiet">{say('tracks.kept')}</Text>
        </>
      ) : null}
      <OutboxLine row={latest} />
    </Card>
  );
}
