/** What is on the screen, on paper: the browser's own way. */
export const printScreen: (() => void) | undefined = () => window.print();
