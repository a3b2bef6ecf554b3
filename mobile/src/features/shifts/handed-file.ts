import { Platform } from 'react-native';
import type { PickedFile } from './pick-file';

/** Only what another app hands over: an address of this app's own files would be a link that sends them away. */
const handed = /^content:\/\//;
/** Where a calendar opened with this app is read; undefined for every other address. */
export const pageFor = (address: string): string | undefined =>
  handed.test(address) ? `/pattern?way=file&file=${encodeURIComponent(address)}` : undefined;
/** The file that another Android app handed over. A web address can name none. */
export const handedFile = (address: string | undefined): PickedFile | undefined =>
  Platform.OS === 'android' && address && handed.test(address)
    ? { name: 'rota.ics', part: { uri: address, name: 'rota.ics', type: 'text/calendar' } }
    : undefined;
