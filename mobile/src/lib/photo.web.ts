// A photo for an idea: made small and stripped here already, so that no place or date leaves the phone.
export interface Picked {
  file: string;
  base64: string;
}
const LONGEST = 1600;
const QUALITY = 0.82;
export const base64Of = (blob: Blob): Promise<string> =>
  new Promise((done, no) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => no(reader.error);
    reader.readAsDataURL(blob);
  });
/** Only pixels pass a canvas; browsers turn them upright on the way. Undefined for what is no picture. */
async function shrunk(file: Blob): Promise<Picked | undefined> {
  const seen = await createImageBitmap(file).catch(() => undefined);
  if (!seen) return undefined;
  const factor = Math.min(1, LONGEST / Math.max(seen.width, seen.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(seen.width * factor));
  canvas.height = Math.max(1, Math.round(seen.height * factor));
  const pen = canvas.getContext('2d');
  if (!pen) return undefined;
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(seen, 0, 0, canvas.width, canvas.height);
  seen.close();
  const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
  return made ? { file: 'image/jpeg', base64: await base64Of(made) } : undefined;
}
/** Taken now (where there is a camera) or chosen. 'none': closed without one; 'unreadable': it is no picture. */
export const pickPhoto = (camera: boolean): Promise<Picked | 'none' | 'refused' | 'unreadable'> =>
  new Promise((done) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = 'image/*';
    if (camera) input.setAttribute('capture', 'environment');
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      if (!file) return done('none');
      void shrunk(file).then((made) => done(made ?? 'unreadable'));
    });
    input.addEventListener('cancel', () => done('none'));
    input.click();
  });
export const hasCamera = (): boolean => matchMedia('(pointer: coarse)').matches;
