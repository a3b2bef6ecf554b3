// A calendar program that subscribes to a feed, for tests of the browser.
import ICAL from 'ical.js';

/** A calendar program: it asks again with what it was told, reads with ical.js, and keeps what it had on a 304. */
export function subscribed(server, address) {
  const path = new URL(address).pathname;
  let tag;
  let events = [];
  return {
    async look() {
      const reply = await fetch(server.address + path, { headers: tag ? { 'If-None-Match': tag } : {} });
      if (reply.status === 200) {
        tag = reply.headers.get('etag');
        const read = new ICAL.Component(ICAL.parse(await reply.text()));
        events = read.getAllSubcomponents('vevent').map((component) => ({
          uid: component.getFirstPropertyValue('uid'),
          title: component.getFirstPropertyValue('summary'),
          starts: component.getFirstPropertyValue('dtstart').toJSDate().getTime(),
          minutes: new ICAL.Event(component).duration.toSeconds() / 60,
          sequence: component.getFirstPropertyValue('sequence'),
          status: component.getFirstPropertyValue('status'),
        }));
      }
      return { status: reply.status, events };
    },
  };
}
