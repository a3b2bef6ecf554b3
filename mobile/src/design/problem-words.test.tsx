import { screen } from '@testing-library/react-native';
import { ProblemError } from '@/api/problems';
import { show } from '@/testing/render';
import { ErrorNote } from './states';

const refusal = (slug: string) =>
  new ProblemError({
    type: `https://example.org/problems/${slug}`,
    title: 'No',
    status: 409,
    detail: 'There are 3 more people than places.',
  });

test.each(['party-too-large', 'some-other-refusal'])('what was wrong just here is said with %s', async (slug) => {
  await show(<ErrorNote error={refusal(slug)} />);
  expect(screen.getByText(/There are 3 more people than places\./)).toBeTruthy();
});
