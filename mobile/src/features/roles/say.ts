import type { Drawing } from '@/design';
import type { SmallRole } from './queries';

/** The picture beside each role. */
export const DRAWINGS: Record<SmallRole, Drawing> = {
  greet: 'say',
  kit: 'second_job',
  back_marker: 'walk',
  photos: 'camera',
  register: 'checklist',
  phone_tree: 'phone',
};
