import { useState } from 'react';
import { BigButton, Button, Row, Sheet, Text, TextLink, TimeField } from '@/design';
import { dateWords } from '@/lib/when';
import { useWords } from '@/words';
import type { useMyPlace } from '../queries';
import type { Page } from '../types';

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;

/** For whom the new shift is known: told with the same press that gives the place back. No reason is asked. */
export function ShiftChanged({ page, place }: { page: Page; place: ReturnType<typeof useMyPlace> }) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const [start, setStart] = useState('');
  const [end, setEnd] = useState('');
  const [told, setTold] = useState(false);
  const date = dateWords(say, page.starts.date);
  const wrong = (time: string) => (told && !clock.test(time) ? say('activities.shift_time_wrong') : undefined);
  const same = told && start === end && clock.test(start) ? say('activities.shift_same_times') : undefined;
  const save = () => {
    if (!clock.test(start) || !clock.test(end) || start === end) return setTold(true);
    setOpen(false);
    void place.shiftChanged([{ start, end }]);
  };
  const off = () => {
    setOpen(false);
    void place.shiftChanged([]);
  };
  return (
    <>
      <Row>
        <TextLink onPress={() => setOpen(true)}>{say('activities.tell_new_shift')}</TextLink>
      </Row>
      <Sheet open={open} onClose={() => setOpen(false)} title={say('activities.new_shift_title', { date })}>
        <Text tone="quiet">{say('activities.new_shift_help')}</Text>
        <TimeField
          label={say('activities.new_shift_start')}
          value={start}
          onChangeText={setStart}
          wrong={wrong(start)}
        />
        <TimeField
          label={say('activities.new_shift_end')}
          value={end}
          onChangeText={setEnd}
          wrong={wrong(end) ?? same}
        />
        <BigButton onPress={save}>{say('activities.new_shift_save')}</BigButton>
        <Button grow onPress={off}>
          {say('activities.new_shift_off')}
        </Button>
      </Sheet>
    </>
  );
}
