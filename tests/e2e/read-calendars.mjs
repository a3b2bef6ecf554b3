// Reads calendars as Thunderbird and Nextcloud do, for tests in Python: a JSON list of texts in, what was understood out.
import ICAL from 'ical.js';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const read = (text) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return {
    method: calendar.getFirstPropertyValue('method'),
    name: calendar.getFirstPropertyValue('x-wr-calname'),
    events: calendar.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component);
      return {
        uid: event.uid,
        title: event.summary,
        place: event.location ?? '',
        starts: event.startDate.toJSDate().toISOString(),
        ends: event.endDate.toJSDate().toISOString(),
        sequence: event.sequence,
        status: component.getFirstPropertyValue('status'),
        stamp: component.getFirstPropertyValue('dtstamp').toJSDate().toISOString(),
      };
    }),
  };
};
process.stdout.write(JSON.stringify(JSON.parse(Buffer.concat(chunks).toString()).map(read)));
