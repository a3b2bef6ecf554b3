/** A phone's app has no place for these files and no page to print: the desk on a computer has. */
export const FileLink = (_: { href: string; isPage?: boolean; children: string }) => null;
export const hasFiles = false;
