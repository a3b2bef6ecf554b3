import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import { BigButton, ErrorNote, Field, PinField } from '@/design';
import { useWords } from '@/words';

/** Card and PIN with the one button that takes them; a wrong PIN is emptied. `shared`: the browser remembers no card. */
export function CardAndPin({
  enter,
  first = '',
  shared,
}: {
  enter: UseMutationResult<unknown, unknown, { card: string; pin: string }>;
  /** A card that was scanned. */
  first?: string;
  shared?: boolean;
}) {
  const { say } = useWords();
  const [card, setCard] = useState(first);
  const [pin, setPin] = useState('');
  const why = card.trim() === '' ? say('signin.card_missing') : pin.length < 6 ? say('signin.pin_missing') : undefined;
  const go = () => {
    if (!why && !enter.isPending) enter.mutate({ card, pin }, { onError: () => setPin('') });
  };
  return (
    <>
      <Field
        label={say('signin.card')}
        value={card}
        onChangeText={setCard}
        hint={say('signin.card_hint')}
        autoCapitalize="characters"
        autoComplete={shared ? 'off' : 'username'}
        autoCorrect={false}
        spellCheck={false}
      />
      <PinField label={say('signin.pin')} value={pin} onChangeText={setPin} onSubmitEditing={go} />
      {enter.isError ? <ErrorNote error={enter.error} /> : null}
      <BigButton onPress={go} why={why} busy={enter.isPending}>
        {say('signin.sign_in')}
      </BigButton>
    </>
  );
}
