import { useState } from 'react';
import { BigButton, Button, Card, ErrorNote, Field, PinField, Screen, Text } from '@/design';
import { Qr } from '@/design/qr';
import { useWords } from '@/words';
import { useNewCard } from '../queries';
import { printScreen } from './print-screen';

/** A connector signed in; the person who lost the card types their own name and PIN, and sees the new code once. */
export function LostCard({ token, onBack, onDone }: { token: string; onBack: () => void; onDone: () => void }) {
  const { say } = useWords();
  const [name, setName] = useState('');
  const [pin, setPin] = useState('');
  const [newPin, setNewPin] = useState('');
  const make = useNewCard(token, onDone);
  if (make.isSuccess)
    return (
      <Screen
        title={say('tablet.lost_done')}
        help={say('tablet.help')}
        foot={<BigButton onPress={onDone}>{say('tablet.done')}</BigButton>}
      >
        <Card>
          <Qr svg={make.data.qr} label={say('tablet.lost_qr')} />
          <Text size="screen" bold center selectable>
            {make.data.code}
          </Text>
          <Text>{say('tablet.lost_once')}</Text>
        </Card>
        {printScreen ? (
          <Button grow drawing="print" onPress={printScreen}>
            {say('tablet.lost_print')}
          </Button>
        ) : null}
      </Screen>
    );
  const ready = name.trim() !== '' && pin.length === 6 && (newPin === '' || newPin.length === 6);
  const go = () => {
    if (!ready || make.isPending) return;
    make.mutate(
      { called_name: name.trim(), pin, new_pin: newPin || null },
      { onError: () => [setPin(''), setNewPin('')] },
    );
  };
  return (
    <Screen
      title={say('tablet.lost_title')}
      help={say('tablet.help')}
      lead={<Text>{say('tablet.lost_lead')}</Text>}
      foot={<BigButton onPress={onDone}>{say('tablet.done')}</BigButton>}
    >
      <Field
        label={say('tablet.lost_name')}
        value={name}
        onChangeText={setName}
        autoComplete="off"
        autoCorrect={false}
        spellCheck={false}
        maxLength={40}
      />
      <PinField label={say('tablet.lost_pin')} value={pin} onChangeText={setPin} />
      <PinField label={say('tablet.lost_new_pin')} value={newPin} onChangeText={setNewPin} fresh />
      {make.isError ? <ErrorNote error={make.error} /> : null}
      <Button grow tone="stop" onPress={go}>
        {say('tablet.lost_do')}
      </Button>
      <Text tone="quiet">{say(ready ? 'tablet.lost_no_pin' : 'tablet.lost_need')}</Text>
      <Button grow onPress={onBack}>
        {say('tablet.back')}
      </Button>
    </Screen>
  );
}
