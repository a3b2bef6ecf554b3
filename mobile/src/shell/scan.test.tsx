// The phone's camera is the system's own: a fake stands in for the native module of expo-camera, and shows squares.
import { act, fireEvent, screen } from '@testing-library/react-native';
import { useCameraPermissions } from 'expo-camera';
import { show } from '@/testing/render';
import { Scan } from './scan';

jest.mock('expo-camera', () => {
  const { View } = jest.requireActual('react-native');
  return {
    CameraView: (props: object) => <View testID="camera" {...props} />,
    useCameraPermissions: jest.fn(),
  };
});
const words = { start: 'Read the card', stop: 'Stop', here: 'Hold it here', no: 'Type the code' };
const ask = jest.fn();
const allowed = (granted: boolean, canAskAgain = true) =>
  jest.mocked(useCameraPermissions).mockReturnValue([{ granted, canAskAgain }, ask, ask] as never);
const onCard = jest.fn();
beforeEach(() => {
  ask.mockReset();
  onCard.mockReset();
});
const start = async () => {
  await show(<Scan words={words} onCard={onCard} />);
  fireEvent.press(await screen.findByRole('button', { name: words.start }));
};
const seen = (data: string) => act(() => screen.getByTestId('camera').props.onBarcodeScanned({ data }));

test('the camera is off until it is asked for, and reads nothing but square codes', async () => {
  allowed(true);
  await show(<Scan words={words} onCard={onCard} />);
  await screen.findByRole('button', { name: words.start });
  expect(screen.queryByTestId('camera')).toBeNull();
  fireEvent.press(screen.getByRole('button', { name: words.start }));
  expect((await screen.findByTestId('camera')).props.barcodeScannerSettings).toEqual({ barcodeTypes: ['qr'] });
});
test('a square that is seen in many pictures is one card, and the camera goes off', async () => {
  allowed(true);
  await start();
  const { onBarcodeScanned: sees } = (await screen.findByTestId('camera')).props;
  await act(() => {
    sees({ data: 'CARD-1' });
    sees({ data: 'CARD-1' });
  });
  expect(onCard.mock.calls).toEqual([['CARD-1']]);
  expect(screen.queryByTestId('camera')).toBeNull();
});
test('a second card is read after the first', async () => {
  allowed(true);
  await start();
  await seen('CARD-1');
  fireEvent.press(screen.getByRole('button', { name: words.start }));
  await screen.findByTestId('camera');
  await seen('CARD-2');
  expect(onCard.mock.calls).toEqual([['CARD-1'], ['CARD-2']]);
});
test.each([
  ['is refused now', true],
  ['was refused for good', false],
])('whose camera %s is told to type the code', async (_, canAskAgain) => {
  allowed(false, canAskAgain);
  ask.mockResolvedValue({ granted: false });
  await start();
  expect(await screen.findByText(words.no)).toBeTruthy();
  expect(ask).toHaveBeenCalledTimes(canAskAgain ? 1 : 0);
  expect(screen.queryByTestId('camera')).toBeNull();
});
test('a camera that does not start says so', async () => {
  allowed(true);
  await start();
  const camera = await screen.findByTestId('camera');
  await act(() => camera.props.onMountError({ message: 'in use' }));
  expect(await screen.findByText(words.no)).toBeTruthy();
});
