import { useEffect, useRef, useState } from 'react';
import type { PickedFile } from './pick-file';

export const canDrop = true;
const holdsFile = (e: DragEvent) => e.dataTransfer?.types.includes('Files') ?? false;

/** A file dropped anywhere on the page; true while one is held over it. Elsewhere the browser would leave the page for it. */
export function useFileDrop(onFile: (file: PickedFile) => void): boolean {
  const [over, setOver] = useState(false);
  const then = useRef(onFile);
  useEffect(() => {
    then.current = onFile;
  });
  useEffect(() => {
    const hold = (e: DragEvent) => {
      if (!holdsFile(e)) return;
      e.preventDefault();
      setOver(true);
    };
    const leave = (e: DragEvent) => {
      if (!e.relatedTarget) setOver(false);
    };
    const drop = (e: DragEvent) => {
      if (!holdsFile(e)) return;
      e.preventDefault();
      setOver(false);
      const file = e.dataTransfer?.files[0];
      if (file) then.current({ name: file.name, part: file });
    };
    document.addEventListener('dragover', hold);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', hold);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, []);
  return over;
}
