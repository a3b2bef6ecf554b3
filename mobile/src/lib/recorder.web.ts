import { base64Of, type Picked } from './photo.web';

export interface Recording {
  /** Ends it; also after the longest time, by itself. */
  stop: () => void;
  /** What was said, once it has ended. */
  made: Promise<Picked>;
}
const BITS = 32_000;
export const canRecord = (): boolean => typeof MediaRecorder !== 'undefined' && Boolean(navigator.mediaDevices);
/** Begins to record. Rejects when the microphone is not given. */
export async function record(mostSeconds: number): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream, { audioBitsPerSecond: BITS });
  const parts: Blob[] = [];
  recorder.ondataavailable = (e) => parts.push(e.data);
  const stop = () => {
    if (recorder.state !== 'inactive') recorder.stop();
  };
  const timer = setTimeout(stop, mostSeconds * 1000);
  const made = new Promise<Picked>((done, no) => {
    recorder.onstop = () => {
      clearTimeout(timer);
      for (const track of stream.getTracks()) track.stop();
      const file = recorder.mimeType || 'audio/webm';
      base64Of(new Blob(parts, { type: file })).then((base64) => done({ file, base64 }), no);
    };
  });
  recorder.start();
  return { stop, made };
}
