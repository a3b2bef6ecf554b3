import type { Thing } from './queries';
import { inOrder, kindOf, squares } from './things';

const thing = (kind: string, due_date: string | null): Thing => ({
  kind,
  id: kind,
  title: kind,
  due_date,
  is_late: false,
  count: null,
});

test('things come in order of their due date, what has none last', () => {
  const found = inOrder([thing('b', '2026-12-01'), thing('z', null), thing('a', '2026-11-20')]);
  expect(found.map((t) => t.kind)).toEqual(['a', 'b', 'z']);
});
test('each kind leads to where it is done', () => {
  expect(kindOf(thing('idea_to_answer', null))?.href('7')).toBe('/desk/ideas?idea=7');
  expect(kindOf(thing('checklist_to_finish', null))?.href('7')).toBe('/occurrences/7/lead');
  expect(kindOf(thing('merge_waiting', null))?.href('7')).toBe('/ideas/7');
  expect(kindOf(thing('step_late', null))?.href('7')).toBe('/conversations/7');
  expect(kindOf(thing('agreement_to_give', null))?.href('7')).toBe('/plan/7');
  expect(kindOf(thing('something_new', null))).toBeUndefined();
});
test('a share is one to five squares', () => {
  expect(['few', 'under half', 'over half', 'most', 'all'].map(squares)).toEqual([1, 2, 3, 4, 5]);
});
