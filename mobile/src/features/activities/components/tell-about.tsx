// Loaded when whoever may change an activity tells more about it.
import { useState } from 'react';
import { View } from 'react-native';
import { BigButton, Button, Choice, ErrorNote, Field, Loading, Note, OutboxLine, Photo, Text, TickRow } from '@/design';
import { hasCamera, pickPhoto } from '@/lib/photo';
import { useWords } from '@/words';
import { type About, type Facts, type Picture, STEPS, TIMES, TOILETS, useAbout, useTellAbout } from '../about';

function PicturePart({ has, picture, set }: { has: boolean; picture: Picture; set: (picture: Picture) => void }) {
  const { say } = useWords();
  const [wrong, setWrong] = useState(false);
  const pick = async (camera: boolean) => {
    const found = await pickPhoto(camera);
    setWrong(found === 'unreadable');
    if (typeof found === 'object') set({ ...picture, photo: found, drops: false });
  };
  const stays = has && !picture.drops;
  return (
    <View style={{ gap: 8 }}>
      <Text bold>{say('activities.meet_photo')}</Text>
      {picture.photo ? (
        <Photo
          path={`data:${picture.photo.file};base64,${picture.photo.base64}`}
          alt={picture.alt || say('activities.meet_photo')}
          width={160}
          height={120}
        />
      ) : null}
      {picture.photo || stays ? (
        <>
          <Field
            label={say('ideas.photo_alt')}
            hint={say('ideas.photo_alt_hint')}
            value={picture.alt ?? ''}
            onChangeText={(alt) => set({ ...picture, alt })}
            maxLength={140}
          />
          <Button onPress={() => set({ drops: true })}>{say('ideas.photo_drop')}</Button>
        </>
      ) : null}
      <View style={{ flexDirection: 'row', flexWrap: 'wrap', gap: 8 }}>
        {hasCamera() ? <Button onPress={() => void pick(true)}>{say('ideas.photo_take')}</Button> : null}
        <Button onPress={() => void pick(false)}>{say('ideas.photo_choose')}</Button>
      </View>
      {wrong ? (
        <Note tone="clay" live>
          {say('ideas.photo_unreadable')}
        </Note>
      ) : null}
    </View>
  );
}

function Form({ told, onKeep }: { told: About; onKeep: (facts: Facts, picture: Picture) => void }) {
  const { say } = useWords();
  const [facts, setFacts] = useState<Facts>({
    steps: told.steps,
    toilets: told.toilets,
    stops: told.stops,
    what_is_free: told.what_is_free,
    time: told.time,
    is_quiet: told.is_quiet,
  });
  const [picture, setPicture] = useState<Picture>({ alt: told.photo?.alt });
  const set = (part: Partial<Facts>) => setFacts({ ...facts, ...part });
  return (
    <View style={{ gap: 16 }}>
      <Text tone="quiet">{say('activities.tell_help')}</Text>
      <Text bold>{say('activities.ask_steps')}</Text>
      <Choice
        label={say('activities.ask_steps')}
        value={facts.steps}
        onChange={(steps) => set({ steps })}
        options={STEPS.map((value) => ({
          value,
          text: say(value === 'not_said' ? 'activities.not_said' : `activities.steps_${value}`),
        }))}
      />
      <Text bold>{say('activities.ask_toilets')}</Text>
      <Choice
        label={say('activities.ask_toilets')}
        value={facts.toilets}
        onChange={(toilets) => set({ toilets })}
        options={TOILETS.map((value) => ({
          value,
          text: say(value === 'not_said' ? 'activities.not_said' : `activities.toilets_${value}`),
        }))}
      />
      <Text bold>{say('activities.ask_time')}</Text>
      <Choice
        label={say('activities.ask_time')}
        value={facts.time}
        onChange={(time) => set({ time })}
        options={TIMES.map((value) => ({
          value,
          text: say(value === 'not_said' ? 'activities.not_said' : `activities.time_${value}`),
        }))}
      />
      <TickRow first ticked={facts.is_quiet} onPress={() => set({ is_quiet: !facts.is_quiet })}>
        {say('hosting.quiet_ask')}
      </TickRow>
      <Field
        label={say('activities.ask_stops')}
        hint={say('activities.ask_stops_hint')}
        value={facts.stops}
        onChangeText={(stops) => set({ stops })}
        maxLength={160}
      />
      <Field
        label={say('activities.ask_free')}
        hint={say('activities.ask_free_hint')}
        value={facts.what_is_free}
        onChangeText={(what_is_free) => set({ what_is_free })}
        maxLength={160}
      />
      <PicturePart has={Boolean(told.photo)} picture={picture} set={setPicture} />
      <BigButton onPress={() => onKeep(facts, picture)}>{say('activities.tell_keep')}</BigButton>
    </View>
  );
}

/** Steps, toilets, stops, whose time it is and the picture of the meeting place, for every date of one activity. */
export default function TellAbout({ id }: { id: string }) {
  const read = useAbout(id);
  const { tell, latest } = useTellAbout(id);
  const etag = read.data?.etag;
  return (
    <>
      {read.data && etag ? (
        <Form key={etag} told={read.data.data} onKeep={(facts, picture) => void tell(facts, picture, etag)} />
      ) : read.isError ? (
        <ErrorNote error={read.error} again={() => void read.refetch()} />
      ) : (
        <Loading />
      )}
      <OutboxLine row={latest} />
    </>
  );
}
