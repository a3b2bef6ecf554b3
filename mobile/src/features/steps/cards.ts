// The two-minute cards: their drawing, and their lines in words.ts. The names are those of backend/aftershift/leading/ladder.py.
import type { Drawing } from '@/design';
import type { Key } from '@/words';

interface RoleCard {
  drawing: Drawing;
  title: Key;
  lines: readonly Key[];
}
export const cards = {
  greet: {
    drawing: 'people',
    title: 'steps.card_greet',
    lines: ['steps.card_greet_1', 'steps.card_greet_2', 'steps.card_greet_3', 'steps.card_greet_4'],
  },
  back_marker: {
    drawing: 'walk',
    title: 'steps.card_back_marker',
    lines: [
      'steps.card_back_marker_1',
      'steps.card_back_marker_2',
      'steps.card_back_marker_3',
      'steps.card_back_marker_4',
      'steps.card_back_marker_5',
    ],
  },
  register: {
    drawing: 'checklist',
    title: 'steps.card_register',
    lines: ['steps.card_register_1', 'steps.card_register_2', 'steps.card_register_3', 'steps.card_register_4'],
  },
  kit: {
    drawing: 'picnic',
    title: 'steps.card_kit',
    lines: ['steps.card_kit_1', 'steps.card_kit_2', 'steps.card_kit_3', 'steps.card_kit_4'],
  },
  photos: {
    drawing: 'fits',
    title: 'steps.card_photos',
    lines: [
      'steps.card_photos_1',
      'steps.card_photos_2',
      'steps.card_photos_3',
      'steps.card_photos_4',
      'steps.card_photos_5',
    ],
  },
  phone_tree: {
    drawing: 'phone',
    title: 'steps.card_phone_tree',
    lines: ['steps.card_phone_tree_1', 'steps.card_phone_tree_2', 'steps.card_phone_tree_3', 'steps.card_phone_tree_4'],
  },
  help_plan: {
    drawing: 'stop',
    title: 'steps.card_help_plan',
    lines: [
      'steps.card_help_plan_1',
      'steps.card_help_plan_2',
      'steps.card_help_plan_3',
      'steps.card_help_plan_4',
      'steps.card_help_plan_5',
      'steps.card_help_plan_6',
    ],
  },
} as const satisfies Record<string, RoleCard>;
export type CardName = keyof typeof cards;
export const isCard = (name: string): name is CardName => Object.hasOwn(cards, name);
