import { useState } from 'react';
import { Linking, View } from 'react-native';
import {
  Button,
  Card,
  CardHead,
  DateField,
  Empty,
  ErrorNote,
  Loading,
  Note,
  OutboxLine,
  Part,
  Row,
  Sheet,
  Text,
  useTheme,
} from '@/design';
import { copy } from '@/lib/copy';
import { addDays, dateWords, momentWords } from '@/lib/when';
import { useWords } from '@/words';
import { type JoinCode, useEndCode, useJoinCodes, useMakeCode, useReleaseCheck } from '../queries';

/** The secret of a new code: on the screen once, never on the device. */
function Secret({ code }: { code: JoinCode }) {
  const theme = useTheme();
  const { say } = useWords();
  const [copied, setCopied] = useState(false);
  const text = code.link ?? code.spoken ?? '';
  return (
    <Note tone="amber" drawing="lock" title={say('desk.code_shown_once')}>
      <View style={{ gap: 12 }}>
        <Text>{code.link ? say('desk.code_link') : say('desk.code_spoken', { short: code.short_name })}</Text>
        <Text
          selectable
          lang="en"
          size={code.link ? 'body' : 'screen'}
          bold={!code.link}
          style={{ backgroundColor: theme.card, borderRadius: 12, padding: 12, wordBreak: 'break-all' } as object}
        >
          {text}
        </Text>
        <Row>
          {code.link ? (
            <Button drawing="print" onPress={() => void Linking.openURL(posterOf(code))}>
              {say('desk.print_poster')}
            </Button>
          ) : null}
          <Button drawing="file" onPress={() => void copy(text).then(setCopied)}>
            {say(copied ? 'desk.copied' : 'desk.copy')}
          </Button>
        </Row>
      </View>
    </Note>
  );
}
/** The printable poster stands beside the door; the token goes along after "#", which no server sees. */
const posterOf = (code: JoinCode): string => {
  const link = code.link ?? '';
  const at = link.lastIndexOf('/join/');
  return at < 0 ? link : `${link.slice(0, at)}/print/poster/${link.slice(at + '/join/'.length)}`;
};

function Code({ code, today, secret }: { code: JoinCode; today: string; secret: JoinCode | undefined }) {
  const { say } = useWords();
  const { takeDown, undo, latest } = useEndCode(code.id);
  const [asks, setAsks] = useState<'down' | 'undo'>();
  const undone = latest?.state === 'received' && latest.path.endsWith('/undo');
  const close = () => setAsks(undefined);
  return (
    <Card>
      <CardHead
        drawing={code.kind === 'poster' ? 'print' : 'say'}
        title={say(code.kind === 'poster' ? 'desk.poster' : 'desk.spoken')}
        lines={
          code.is_live
            ? code.kind === 'poster'
              ? say('desk.code_until', { date: dateWords(say, code.take_down_date, today) })
              : say('desk.code_works_until', { time: momentWords(say, code.ends, null, today) })
            : say('desk.code_ended')
        }
      />
      <Text>
        {[
          code.is_live ? say.count('desk.code_today', code.joined_today, { limit: code.daily_limit }) : '',
          code.joined ? say.count('desk.code_in', code.joined) : '',
          code.waiting ? say.count('desk.code_waiting', code.waiting) : '',
        ]
          .filter(Boolean)
          .join(' ')}
      </Text>
      {secret ? <Secret code={secret} /> : null}
      {undone ? <Note tone="leaf">{say('desk.undone')}</Note> : null}
      <Row>
        {code.is_live ? (
          <Button
            onPress={() => setAsks('down')}
            label={`${say('desk.take_down')}: ${dateWords(say, code.take_down_date)}`}
          >
            {say('desk.take_down')}
          </Button>
        ) : null}
        {code.waiting ? (
          <Button tone="stop" onPress={() => setAsks('undo')}>
            {say('desk.undo')}
          </Button>
        ) : null}
      </Row>
      <OutboxLine row={latest} />
      <Sheet
        open={asks !== undefined}
        onClose={close}
        title={say(asks === 'undo' ? 'desk.undo_title' : 'desk.take_down_title')}
      >
        <Text>{say(asks === 'undo' ? 'desk.undo_text' : 'desk.take_down_text')}</Text>
        <Button
          tone="stop"
          drawing="cross"
          grow
          onPress={() => {
            close();
            void (asks === 'undo' ? undo() : takeDown());
          }}
        >
          {say(asks === 'undo' ? 'desk.undo_yes' : 'desk.take_down')}
        </Button>
      </Sheet>
    </Card>
  );
}

/** Posters and spoken codes: make one, see how many came in by it, take it down, undo its joins together. */
export function JoinCodes({ today }: { today: string }) {
  const { say } = useWords();
  const codes = useJoinCodes();
  const blocked = useReleaseCheck().data?.can_go_out === false;
  const poster = useMakeCode('poster');
  const spoken = useMakeCode('spoken');
  const secretOf = (id: string) => [poster.made, spoken.made].find((m) => m?.id === id);
  const [until, setUntil] = useState(addDays(today, 60));
  return (
    <>
      <Part>{say('desk.codes')}</Part>
      <Text tone="quiet">{say('desk.codes_text')}</Text>
      {blocked ? (
        <Note tone="amber" drawing="walk" title={say('desk.first_blocked')}>
          <View style={{ gap: 12 }}>
            <Text>{say('desk.first_blocked_text')}</Text>
            <Button drawing="walk" href="/desk/first-win">
              {say('desk.first_do')}
            </Button>
          </View>
        </Note>
      ) : (
        <Card>
          <DateField label={say('desk.take_down_on')} value={until} onChangeText={setUntil} min={today} />
          <Row>
            <Button
              drawing="print"
              onPress={() => {
                if (!poster.waits) void poster.make(until);
              }}
            >
              {say('desk.make_poster')}
            </Button>
            <Button
              drawing="say"
              onPress={() => {
                if (!spoken.waits) void spoken.make();
              }}
            >
              {say('desk.make_spoken')}
            </Button>
          </Row>
          <OutboxLine row={poster.latest} />
          <OutboxLine row={spoken.latest} />
        </Card>
      )}
      {codes.data ? (
        codes.data.length ? (
          codes.data.map((c) => <Code key={c.id} code={c} today={today} secret={secretOf(c.id)} />)
        ) : (
          <Empty drawing="print" title={say('desk.no_codes')} text={say('desk.no_codes_text')} />
        )
      ) : codes.isError ? (
        <ErrorNote error={codes.error} again={() => void codes.refetch()} />
      ) : (
        <Loading />
      )}
    </>
  );
}
