import { useRef, useState } from 'react';
import { View } from 'react-native';
import { BigButton, Card, Field, ListRow, Part, Sheet, Text, TextLink, TickRow } from '@/design';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { lacksWord } from '../overlay';
import { knownNo, tickWords } from '../say';
import type { Item } from '../types';
import { AskedSheet, answerWords, isAsked } from './asked-lines';

export interface TickMore {
  note?: string;
  number?: number;
}
interface Ticking {
  onTick: (item: Item, ticked: boolean, more?: TickMore) => void;
  /** Over or cancelled: shown, not changed. */
  still?: boolean;
}
/** Lines about which a written word helps whoever reads it later. Of an injury no word is kept here. */
const NOTED = new Set(['C-B4', 'C-B8', 'EW-B3', 'C-A3']);

function Line({ item, first, onTick, still }: Ticking & { item: Item; first: boolean }) {
  const { say, lang } = useWords();
  const { member } = useMe();
  const [writing, setWriting] = useState(false);
  const note = item.tick?.note ?? '';
  const [text, setText] = useState(note);
  const [asking, setAsking] = useState(false);
  const known = item.known !== null;
  const number = item.tick?.number ?? undefined;
  const press = (ticked: boolean, more: TickMore) =>
    onTick(item, ticked, {
      ...(more.note && { note: more.note }),
      ...(ticked && more.number !== undefined && { number: more.number }),
    });
  const about = known
    ? [item.known ? say('safety.known') : knownNo(say, item.id)]
    : [
        item.is_mandatory ? '' : say('safety.if_you_can'),
        lacksWord(item) ? say('safety.item_certificate') : '',
        answerWords(say, item),
        note ? `“${note}”` : '',
        tickWords(say, item.tick, member.called_name) ?? '',
      ];
  const detail = [lang === 'en' ? '' : (item.draft ?? ''), ...about].filter(Boolean).join('\n');
  return (
    <View>
      <TickRow
        first={first}
        ticked={item.is_done}
        disabled={known || still}
        detail={detail || undefined}
        lang={item.draft ? 'en' : undefined}
        onPress={() => (isAsked(item) && !item.is_done ? setAsking(true) : press(!item.is_done, { note, number }))}
        testID={`item-${item.id}`}
      >
        {item.text}
      </TickRow>
      {(NOTED.has(item.id) || item.missing_certificate) && !known && !still ? (
        <TextLink
          label={`${say(note ? 'safety.item_note_change' : 'safety.item_note')}: ${item.text}`}
          onPress={() => {
            setText(note);
            setWriting(true);
          }}
          style={{ marginStart: 48 }}
        >
          {say(note ? 'safety.item_note_change' : 'safety.item_note')}
        </TextLink>
      ) : null}
      <Sheet open={writing} onClose={() => setWriting(false)} title={item.text}>
        <Field
          label={say('safety.item_note')}
          hint={say('safety.item_note_hint')}
          value={text}
          onChangeText={setText}
          lines={3}
          maxLength={500}
        />
        <BigButton
          onPress={() => {
            setWriting(false);
            press(true, { note: text.trim(), number });
          }}
        >
          {say('safety.item_note_save')}
        </BigButton>
      </Sheet>
      {isAsked(item) ? (
        <AskedSheet
          item={item}
          open={asking}
          onClose={() => setAsking(false)}
          onAnswer={(answer) => {
            setAsking(false);
            press(true, { note, number: answer });
          }}
        />
      ) : null}
    </View>
  );
}

/** One short list. A long one that is done folds up to one line. */
export function CheckList({
  title,
  items,
  folded: foldedAtFirst = false,
  why,
  stillOpen,
  ...ticking
}: Ticking & {
  title: string;
  items: readonly Item[];
  folded?: boolean;
  /** Why the reader cannot tick these. */
  why?: string;
  /** Why lines of a folded list are seen: what has to be done and is not ticked never folds away. */
  stillOpen?: string;
}) {
  const { say, lang } = useWords();
  const drafted = lang !== 'en' && items.some((i) => i.draft);
  const [folded, setFolded] = useState(foldedAtFirst);
  // A line that is ticked here stays where it is: nothing moves under a thumb.
  const open = useRef(new Set<string>()).current;
  if (stillOpen) for (const i of items) if (i.is_mandatory && !i.is_done) open.add(i.id);
  if (!items.length) return null;
  const shown = folded ? items.filter((i) => stillOpen && open.has(i.id)) : items;
  const done = items.filter((i) => i.is_done).length;
  return (
    <Card style={{ gap: 4 }}>
      {foldedAtFirst ? (
        <ListRow
          first
          drawing="checklist"
          title={title}
          text={say('safety.done_of', { done, all: items.length })}
          onPress={() => setFolded(!folded)}
          expanded={!folded}
          chevron={false}
          label={`${title}. ${say('safety.done_of', { done, all: items.length })}. ${say(folded ? 'safety.show_list' : 'safety.hide_list')}`}
          end={
            <Text bold tone="press">
              {say(folded ? 'safety.show_list' : 'safety.hide_list')}
            </Text>
          }
        />
      ) : (
        <Part>{title}</Part>
      )}
      {folded && shown.length ? <Text bold>{stillOpen}</Text> : null}
      {why && shown.length ? <Text tone="quiet">{why}</Text> : null}
      {drafted && shown.length ? <Text tone="quiet">{say('common.unchecked')}</Text> : null}
      {shown.map((i, n) => (
        <Line key={i.id} item={i} first={n === 0} {...ticking} />
      ))}
    </Card>
  );
}
