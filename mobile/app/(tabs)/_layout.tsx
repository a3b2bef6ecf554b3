export { TabsLayout as default } from '@/app/tabs';
