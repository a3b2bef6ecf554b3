import { createElement, useEffect, useRef } from 'react';
import { View } from 'react-native';
import { Text } from '@/design';
import type { CameraProps } from './camera';

interface Detector {
  detect: (from: HTMLVideoElement) => Promise<{ rawValue: string }[]>;
}
type Make = new (what: { formats: string[] }) => Detector;
const maker = (): Make | undefined => (globalThis as { BarcodeDetector?: Make }).BarcodeDetector;
const LOOKS_EVERY = 250;
/** Whether this browser reads square codes. */
export const canScan = (): boolean => Boolean(maker() && navigator.mediaDevices);

/** The picture of the camera until a square code is in it. Nothing of it leaves this page. */
export function Camera({ here, onCard, onFailed }: CameraProps) {
  const video = useRef<HTMLVideoElement>(null);
  const then = useRef({ onCard, onFailed });
  then.current = { onCard, onFailed };
  useEffect(() => {
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOn = true;
    const stop = () => {
      isOn = false;
      clearTimeout(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const start = async () => {
      const Make = maker();
      if (!Make) throw new TypeError('no detector');
      const detector = new Make({ formats: ['qr_code'] });
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
      if (!isOn || !video.current) return stop();
      video.current.srcObject = stream;
      await video.current.play();
      const look = async () => {
        if (!isOn || !video.current) return;
        const found = await detector.detect(video.current).catch(() => []);
        const text = found[0]?.rawValue;
        if (isOn && text) {
          stop();
          return then.current.onCard(text);
        }
        if (isOn) timer = setTimeout(look, LOOKS_EVERY);
      };
      await look();
    };
    start().catch(() => {
      stop();
      then.current.onFailed();
    });
    return stop;
  }, []);
  return (
    <View style={{ gap: 8 }}>
      <Text>{here}</Text>
      {createElement('video', {
        ref: video,
        muted: true,
        playsInline: true,
        'aria-label': here,
        style: { width: '100%', maxHeight: 280, borderRadius: 18, objectFit: 'cover' },
      })}
    </View>
  );
}
