// What the phone itself shows, on its locked screen too: messages that were pushed, and reminders that it keeps.
import {
  AndroidImportance,
  AndroidNotificationVisibility,
  addNotificationResponseReceivedListener,
  addPushTokenListener,
  cancelAllScheduledNotificationsAsync,
  cancelScheduledNotificationAsync,
  clearLastNotificationResponse,
  dismissAllNotificationsAsync,
  getAllScheduledNotificationsAsync,
  getDevicePushTokenAsync,
  getLastNotificationResponse,
  getPermissionsAsync,
  type NotificationResponse,
  requestPermissionsAsync,
  SchedulableTriggerInputTypes,
  scheduleNotificationAsync,
  setNotificationChannelAsync,
  setNotificationHandler,
} from 'expo-notifications';
import { Platform } from 'react-native';

export type Allowed = 'yes' | 'no' | 'ask';
/** id changes with everything that is shown: what is scheduled under it is never touched again. */
export interface Reminder {
  id: string;
  at: string;
  title: string;
  text: string;
  path: string;
  organisation: string;
}
/** Where a tap leads, and in which organisation that is. */
export interface Tapped {
  path: string;
  organisation: string;
}
/** What the server sends with each letter (channels/firebase.py). */
const CHANNEL = 'messages';

setNotificationHandler({
  handleNotification: async () => ({
    shouldShowBanner: true,
    shouldShowList: true,
    shouldPlaySound: false,
    shouldSetBadge: false,
  }),
});

const allowedBy = (said: { granted: boolean; canAskAgain: boolean }): Allowed =>
  said.granted ? 'yes' : said.canAskAgain ? 'ask' : 'no';
export const allowed = async (): Promise<Allowed> => allowedBy(await getPermissionsAsync());
/** channel: what Android calls these messages in its settings. It has to be there before the phone asks. */
export async function askToShow(channel: string): Promise<Allowed> {
  await nameChannel(channel);
  return allowedBy(await requestPermissionsAsync());
}
export async function nameChannel(channel: string): Promise<void> {
  if (Platform.OS !== 'android') return;
  await setNotificationChannelAsync(CHANNEL, {
    name: channel,
    importance: AndroidImportance.HIGH,
    lockscreenVisibility: AndroidNotificationVisibility.PRIVATE,
  });
}

/** An iPhone's is a token of Apple's: the server exchanges it for one that Firebase takes. */
export interface PushToken {
  token: string;
  platform: 'android' | 'ios';
}
const ours = ({ type, data }: { type: string; data: unknown }): PushToken | undefined =>
  (type === 'android' || type === 'ios') && typeof data === 'string' ? { token: data, platform: type } : undefined;
/** Undefined where this phone, or this build of the app, cannot be pushed to. */
export const pushToken = async (): Promise<PushToken | undefined> => {
  try {
    return ours(await getDevicePushTokenAsync());
  } catch {
    return undefined;
  }
};
/** The phone's token may change while the app runs. */
export function whenTokenChanges(then: (token: PushToken) => void): () => void {
  const heard = addPushTokenListener((found) => {
    const token = ours(found);
    if (token) then(token);
  });
  return () => heard.remove();
}

/** An iPhone keeps this many and drops the others without a word. */
const MOST_REMINDERS = 64;
const soonest = (plan: readonly Reminder[]) =>
  [...plan].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).slice(0, MOST_REMINDERS);
/** From now on the phone reminds of these and of nothing else: of the soonest, where they are more than it keeps. */
export async function keepReminders(all: readonly Reminder[]): Promise<void> {
  const plan = soonest(all);
  const kept = new Set((await getAllScheduledNotificationsAsync()).map((one) => one.identifier));
  const wanted = new Set(plan.map((one) => one.id));
  for (const id of kept) if (!wanted.has(id)) await cancelScheduledNotificationAsync(id);
  for (const { id, at, title, text, path, organisation } of plan) {
    if (kept.has(id)) continue;
    await scheduleNotificationAsync({
      identifier: id,
      content: { title, body: text, data: { path, organisation } },
      trigger: { type: SchedulableTriggerInputTypes.DATE, date: new Date(at), channelId: CHANNEL },
    });
  }
}
/** Signed out: nothing of the last member rings or stands on the locked screen. */
export async function silence(): Promise<void> {
  await cancelAllScheduledNotificationsAsync();
  await dismissAllNotificationsAsync();
}

/** Each tap once, also the one that started the app. */
export function whenTapped(then: (tapped: Tapped) => void): () => void {
  const handle = (response: NotificationResponse | null) => {
    if (!response) return;
    clearLastNotificationResponse();
    const { path, organisation } = response.notification.request.content.data as Partial<Tapped>;
    then({ path: path ?? '', organisation: organisation ?? '' });
  };
  handle(getLastNotificationResponse());
  const heard = addNotificationResponseReceivedListener(handle);
  return () => heard.remove();
}
