import { useEffect, useRef } from 'react';
import { Platform } from 'react-native';

/** So long nobody touches a tablet that many use, and whoever was at it is signed out. */
export const IDLE_SECONDS = 60;

/** Calls `onIdle` once nobody has touched the screen or a key for a minute. Give `onTouch` to the screen's frame. */
export function useIdle(isOn: boolean, onIdle: () => void): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const idle = useRef(onIdle);
  idle.current = onIdle;
  const start = useRef(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => idle.current(), IDLE_SECONDS * 1000);
  }).current;
  useEffect(() => {
    if (!isOn) return;
    start();
    if (Platform.OS === 'web') window.addEventListener('keydown', start);
    return () => {
      clearTimeout(timer.current);
      if (Platform.OS === 'web') window.removeEventListener('keydown', start);
    };
  }, [isOn, start]);
  return () => {
    if (isOn) start();
  };
}
