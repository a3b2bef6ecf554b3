import { useState } from 'react';
import { Button, Card, Fact, Field, Part, Text } from '@/design';
import { type Say, useWords } from '@/words';
import type { Notes, usePlanning } from '../plan-queries';

/** "It ends in daylight. The sun sets at 15:56." Null where nobody wrote down where the site lies. */
export function lightWords(say: Say, light: Notes['daylight']): string {
  if (!light) return say('plan.light_none');
  if (!light.sunset) return say(light.ends_in === 'light' ? 'plan.light_always' : 'plan.light_never');
  if (light.ends_in === 'dusk' && light.dusk)
    return say('plan.light_dusk', { set: light.sunset.time, dusk: light.dusk.time });
  return say(light.ends_in === 'light' ? 'plan.light_light' : 'plan.light_dark', { set: light.sunset.time });
}

/** Where a site lies, written down once by an organiser from any map. */
export function SitePoint({ site, planning }: { site: string; planning: ReturnType<typeof usePlanning> }) {
  const { say } = useWords();
  const [latitude, setLatitude] = useState('');
  const [longitude, setLongitude] = useState('');
  const [told, setTold] = useState(false);
  const [x, y] = [latitude, longitude].map((t) => (t.trim() ? Number(t.trim().replace(',', '.')) : Number.NaN));
  const fine = x !== undefined && y !== undefined && Math.abs(x) <= 90 && Math.abs(y) <= 180;
  return (
    <Card>
      <Part>{say('plan.point')}</Part>
      <Fact drawing="fits">{say('plan.light_none')}</Fact>
      <Text tone="quiet">{say('plan.point_hint')}</Text>
      <Field label={say('plan.latitude')} value={latitude} onChangeText={setLatitude} maxLength={12} />
      <Field
        label={say('plan.longitude')}
        value={longitude}
        onChangeText={setLongitude}
        maxLength={12}
        wrong={told && !fine ? say('plan.point_need') : undefined}
      />
      <Button
        onPress={() => {
          setTold(true);
          if (fine) void planning.keepPoint(site, x, y);
        }}
      >
        {say('plan.point_keep')}
      </Button>
    </Card>
  );
}
