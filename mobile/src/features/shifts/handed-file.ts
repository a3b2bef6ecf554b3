import { Platform } from 'react-native';
import type { PickedFile } from './pick-file';

/**
 * Only what another app hands over: on Android its own address, on iOS the copy that the system puts into the inbox.
 * An address of this app's other files would be a link that sends them away.
 */
const handed = {
  android: /^content:\/\//,
  ios: /^file:\/\/\/(?!.*\.\.)[^?#]+\/Documents\/Inbox\/[^/?#%]+\.ics$/i,
};
const anyHanded = (address: string) => Object.values(handed).some((h) => h.test(address));
/** Where a calendar opened with this app is read; undefined for every other address. */
export const pageFor = (address: string): string | undefined =>
  anyHanded(address) ? `/pattern?way=file&file=${encodeURIComponent(address)}` : undefined;
/** The file that another app handed over. A web address can name none. */
export const handedFile = (address: string | undefined): PickedFile | undefined =>
  address && (Platform.OS === 'android' || Platform.OS === 'ios') && handed[Platform.OS].test(address)
    ? { name: 'rota.ics', part: { uri: address, name: 'rota.ics', type: 'text/calendar' } }
    : undefined;
