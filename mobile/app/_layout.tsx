export { App as default } from '@/shell/app';
export { Crashed as ErrorBoundary } from '@/shell/crashed';
