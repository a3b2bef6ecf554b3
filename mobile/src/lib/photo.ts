import * as ImagePicker from 'expo-image-picker';

export interface Picked {
  file: string;
  base64: string;
}
/** Taken now or chosen. 'none': closed without one; 'refused': the phone does not let us; 'unreadable': it is no picture. */
export async function pickPhoto(camera: boolean): Promise<Picked | 'none' | 'refused' | 'unreadable'> {
  if (camera && !(await ImagePicker.requestCameraPermissionsAsync()).granted) return 'refused';
  // Less than full quality is packed anew by the phone; the server makes it anew once more, without place and date.
  const options: ImagePicker.ImagePickerOptions = { mediaTypes: ['images'], quality: 0.6, base64: true, exif: false };
  const found = camera
    ? await ImagePicker.launchCameraAsync(options)
    : await ImagePicker.launchImageLibraryAsync(options);
  if (found.canceled) return 'none';
  const base64 = found.assets[0]?.base64;
  return base64 ? { file: 'image/jpeg', base64 } : 'unreadable';
}
export const hasCamera = (): boolean => true;
