import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Modal, Platform, Pressable, ScrollView, View } from 'react-native';
import { useWords } from '@/words';
import { Button } from './button';
import { Direction } from './direction';
import { Text } from './text';
import { useReducedMotion, useTheme } from './theme';
import { pageWidth, radius, space } from './tokens';

/** Something asked or told over the page, from the bottom edge. Escape, Back and a press beside it close it. */
export function Sheet({
  open,
  onClose,
  title,
  children,
  closeWord,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  closeWord?: string;
}) {
  const theme = useTheme();
  const { say } = useWords();
  const still = useReducedMotion();
  // Every screen has two of them in its top bar, closed: they cost nothing until one is opened.
  const [wasOpened, setWasOpened] = useState(open);
  if (open && !wasOpened) setWasOpened(true);
  useEffect(() => {
    if (!open || Platform.OS !== 'web') return;
    const key = (e: KeyboardEvent) => {
      if (e.key === 'Escape') onClose();
    };
    document.addEventListener('keydown', key);
    return () => document.removeEventListener('keydown', key);
  }, [open, onClose]);
  // While it fades out it is still what it was: its owner may have forgotten already, and a dialog has a name.
  const last = useRef<{ title: string; children: ReactNode }>({ title, children });
  if (open) last.current = { title, children };
  if (!wasOpened) return null;
  return (
    <Modal visible={open} transparent animationType={still ? 'none' : 'fade'} onRequestClose={onClose}>
      <Direction>
        <View style={{ flex: 1, justifyContent: 'flex-end' }}>
          <Pressable
            aria-hidden
            tabIndex={-1}
            onPress={onClose}
            style={{ position: 'absolute', top: 0, bottom: 0, start: 0, end: 0, backgroundColor: 'rgba(10,14,24,.55)' }}
          />
          <View
            role="dialog"
            aria-modal
            aria-label={last.current.title}
            style={{
              maxHeight: '88%',
              width: '100%',
              maxWidth: pageWidth,
              alignSelf: 'center',
              backgroundColor: theme.card,
              borderTopStartRadius: radius.card,
              borderTopEndRadius: radius.card,
            }}
          >
            <ScrollView contentContainerStyle={{ padding: space.l, paddingBottom: space.xl, gap: space.l }}>
              <Text size="title" heading={2}>
                {last.current.title}
              </Text>
              {last.current.children}
              <Button onPress={onClose} grow>
                {closeWord ?? say('common.close')}
              </Button>
            </ScrollView>
          </View>
        </View>
      </Direction>
    </Modal>
  );
}
