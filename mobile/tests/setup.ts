// Each test file starts with a member's phone that has nothing on it.
import { configure } from '@testing-library/react-native';

jest.mock('expo-router', () => ({
  router: { push: jest.fn(), replace: jest.fn(), back: jest.fn(), canGoBack: () => true },
  useFocusEffect: (then: () => void) => {
    const { useEffect } = jest.requireActual('react');
    useEffect(then, [then]);
  },
  useLocalSearchParams: jest.fn(() => ({})),
  usePathname: jest.fn(() => '/'),
}));
// No phone, no voice.
jest.mock('expo-speech', () => ({
  getAvailableVoicesAsync: async () => [],
  speak: jest.fn(),
  stop: jest.fn(async () => {}),
}));

// No phone, nothing shown.
jest.mock('expo-notifications', () => jest.requireActual('../src/testing/phone').notifications);

// A slow machine is not a wrong screen.
configure({ asyncUtilTimeout: 8000 });
jest.setTimeout(30_000);
