// Signing out of the native app: the server's half of the session, and push with it, ends also when there was no signal.
let mockStored: Record<string, string> = {};
jest.mock('expo-secure-store', () => ({
  getItemAsync: async (key: string) => mockStored[key] ?? null,
  setItemAsync: async (key: string, value: string) => {
    mockStored[key] = value;
  },
  deleteItemAsync: async (key: string) => {
    delete mockStored[key];
  },
}));
jest.mock('@/api/where', () => ({ base: 'https://server' }));
const fetched = jest.fn();
const start = () => {
  let token: typeof import('./token') | undefined;
  jest.isolateModules(() => {
    token = require('./token');
  });
  return token as typeof import('./token');
};
const noSignal = async () => {
  throw new TypeError('Network request failed');
};
const settled = () => new Promise((then) => setTimeout(then, 10));
beforeEach(() => {
  mockStored = {};
  global.fetch = fetched.mockReset().mockImplementation(noSignal);
});

test('with the next request that gets through, also after a new start', async () => {
  const before = start();
  await before.keepToken({ token: 'amas' });
  await expect(before.endSession(noSignal)).rejects.toThrow(TypeError);
  await before.dropToken();
  const token = start();
  await token.authorise(new Headers(), 'GET');
  await settled();
  expect(mockStored['aftershift-session-over']).toBe('["amas"]');
  fetched.mockResolvedValue({ status: 204 });
  const headers = new Headers();
  await token.authorise(headers, 'GET');
  await settled();
  expect(headers.get('X-Session-Token')).toBeNull();
  expect(fetched).toHaveBeenLastCalledWith('https://server/api/v1/session', {
    method: 'DELETE',
    headers: { 'X-Client': 'native', 'X-Session-Token': 'amas' },
    credentials: 'omit',
  });
  expect(mockStored['aftershift-session-over']).toBe('[]');
  fetched.mockClear();
  await token.authorise(new Headers(), 'GET');
  await settled();
  expect(fetched).not.toHaveBeenCalled();
});
test('a sign-out that the server heard leaves nothing behind', async () => {
  const token = start();
  await token.keepToken({ token: 'amas' });
  await token.endSession(async () => {});
  await token.dropToken();
  await token.authorise(new Headers(), 'GET');
  await settled();
  expect(fetched).not.toHaveBeenCalled();
});
