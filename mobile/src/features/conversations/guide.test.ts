import { clockWords, guideOf, minutesOf } from './guide';
import { templates } from './said';

test.each(templates)('the steps of %s fit into the time that was planned, however short', (template) => {
  for (const planned of [30, 45, 60, 90, 480]) {
    const sum = guideOf(template).reduce((all, step) => all + minutesOf(step, planned), 0);
    expect(sum).toBeLessThanOrEqual(planned);
    expect(sum).toBeGreaterThan(planned * 0.8);
  }
});
test('each way begins before people come, and ends with what happens now', () => {
  for (const template of templates) {
    const steps = guideOf(template);
    expect([steps[0]?.share, steps.at(-1)?.words]).toEqual([0, 'close']);
  }
});
test('a clock counts whole seconds and never below nothing', () => {
  expect([65_000, 59_001, 1, 0, -3000].map(clockWords)).toEqual(['1:05', '1:00', '0:01', '0:00', '0:00']);
});
