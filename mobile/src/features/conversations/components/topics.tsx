import { useState } from 'react';
import type { ConversationPage } from '@/api/shapes';
import { Button, Card, Field, Part, Text, TextLink } from '@/design';
import { useWords } from '@/words';
import { useRun } from '../queries';

/** What people would like to talk about. The wall of an open agenda starts here; nobody sees whose a topic is. */
export function Topics({ conversation }: { conversation: ConversationPage }) {
  const { say } = useWords();
  const { postTopic, removeTopic, waiting, pressed } = useRun(conversation.id);
  const [text, setText] = useState('');
  const [told, setTold] = useState(false);
  const line = text.trim();
  const isOpen = conversation.state === 'planned';
  const shown = conversation.topics.filter((t) => !pressed(t.id));
  if (!isOpen && !shown.length) return null;
  const post = () => {
    if (line.length < 3) return setTold(true);
    void postTopic(line);
    setText('');
    setTold(false);
  };
  return (
    <Card>
      <Part>{say('conversations.topics')}</Part>
      {shown.map((t) => (
        <Text key={t.id} lang={t.language}>{`• ${t.text}`}</Text>
      ))}
      {waiting.topics.map((t) => (
        <Text key={t.key}>{`• ${t.text} (${say('conversations.waiting')})`}</Text>
      ))}
      {isOpen ? (
        <>
          {shown
            .filter((t) => t.is_mine)
            .map((t) => (
              <TextLink
                key={t.id}
                onPress={() => void removeTopic(t.id)}
                label={say('conversations.take_back_label', { text: t.text })}
              >
                {say('conversations.take_back_label', { text: t.text })}
              </TextLink>
            ))}
          <Text tone="quiet">{say('conversations.topics_text')}</Text>
          <Field
            label={say('conversations.topic')}
            value={text}
            onChangeText={setText}
            maxLength={140}
            wrong={told && line.length < 3 ? say('conversations.too_short') : undefined}
          />
          <Button grow onPress={post}>
            {say('conversations.post_topic')}
          </Button>
        </>
      ) : null}
    </Card>
  );
}
