// A phone in memory: what expo-notifications would do, by the names that it has. For jest.mock('expo-notifications').
export interface Shown {
  identifier: string;
  content: { title?: string; body?: string; data: Record<string, unknown> };
  trigger: { type: string; date: Date; channelId?: string };
}
type Response = { notification: { request: { identifier: string; content: { data: unknown } } } };
export const phone = {
  scheduled: [] as Shown[],
  presented: 0,
  granted: false,
  canAskAgain: true,
  token: { type: 'android', data: 'dR3x:APA91b' } as { type: string; data: unknown },
  last: null as Response | null,
  heard: new Set<(response: Response) => void>(),
  calls: [] as string[],
  tap(data: unknown) {
    this.last = { notification: { request: { identifier: 'x', content: { data } } } };
    for (const then of this.heard) then(this.last);
  },
  reset() {
    this.token = { type: 'android', data: 'dR3x:APA91b' };
    Object.assign(this, { scheduled: [], presented: 0, granted: false, canAskAgain: true, last: null, calls: [] });
    this.heard.clear();
  },
};
const permissions = async () => ({ granted: phone.granted, canAskAgain: phone.canAskAgain });
export const notifications = {
  SchedulableTriggerInputTypes: { DATE: 'date' },
  AndroidImportance: { HIGH: 6 },
  AndroidNotificationVisibility: { PRIVATE: 2 },
  setNotificationHandler: () => {},
  setNotificationChannelAsync: async (id: string) => void phone.calls.push(`channel ${id}`),
  getPermissionsAsync: permissions,
  requestPermissionsAsync: async () => {
    phone.granted = phone.canAskAgain;
    return permissions();
  },
  getDevicePushTokenAsync: async () => phone.token,
  addPushTokenListener: () => ({ remove() {} }),
  getAllScheduledNotificationsAsync: async () => [...phone.scheduled],
  scheduleNotificationAsync: async (request: Shown) => {
    phone.calls.push('schedule');
    phone.scheduled.push(request);
    return request.identifier;
  },
  cancelScheduledNotificationAsync: async (id: string) => {
    phone.calls.push('cancel');
    phone.scheduled = phone.scheduled.filter((one) => one.identifier !== id);
  },
  cancelAllScheduledNotificationsAsync: async () => {
    phone.scheduled = [];
  },
  dismissAllNotificationsAsync: async () => {
    phone.presented = 0;
  },
  getLastNotificationResponse: () => phone.last,
  clearLastNotificationResponse: () => {
    phone.last = null;
  },
  addNotificationResponseReceivedListener: (then: (response: Response) => void) => {
    phone.heard.add(then);
    return { remove: () => void phone.heard.delete(then) };
  },
};
