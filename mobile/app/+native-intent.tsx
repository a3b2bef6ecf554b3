import { pageFor } from '@/features/shifts/handed-file';

/** A calendar file opened with this app goes to where calendar files are read; every link goes where it says. */
export const redirectSystemPath = ({ path }: { path: string }): string => pageFor(path) ?? path;
