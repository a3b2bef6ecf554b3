export interface PickedFile {
  name: string;
  /** What a form takes as a file. */
  part: unknown;
}
/** One file from this computer or phone; nothing when the chooser is closed. */
export const pickFile = (endings: readonly string[]): Promise<PickedFile | undefined> =>
  new Promise((done) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = endings.join(',');
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      done(file && { name: file.name, part: file });
    });
    input.addEventListener('cancel', () => done(undefined));
    input.click();
  });
