import { AudioModule, RecordingPresets, requestRecordingPermissionsAsync, setAudioModeAsync } from 'expo-audio';
import type { Picked } from './photo';

export interface Recording {
  /** Ends it; also after the longest time, by itself. */
  stop: () => void;
  /** What was said, once it has ended. */
  made: Promise<Picked>;
}
export const canRecord = (): boolean => true;
const base64Of = async (uri: string): Promise<string> => {
  const blob = await (await fetch(uri)).blob();
  return new Promise((done, no) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => no(reader.error);
    reader.readAsDataURL(blob);
  });
};
/** Begins to record. Rejects when the microphone is not given. */
export async function record(mostSeconds: number): Promise<Recording> {
  if (!(await requestRecordingPermissionsAsync()).granted) throw new Error('no microphone');
  await setAudioModeAsync({ allowsRecording: true, playsInSilentMode: true });
  const recorder = new AudioModule.AudioRecorder({ ...RecordingPresets.LOW_QUALITY, extension: '.m4a' });
  await recorder.prepareToRecordAsync();
  recorder.record();
  let end: () => void = () => {};
  const ended = new Promise<void>((done) => {
    end = done;
  });
  const timer = setTimeout(end, mostSeconds * 1000);
  const made = ended.then(async () => {
    clearTimeout(timer);
    await recorder.stop();
    await setAudioModeAsync({ allowsRecording: false });
    return { file: 'audio/mp4', base64: await base64Of(recorder.uri ?? '') };
  });
  return { stop: end, made };
}
