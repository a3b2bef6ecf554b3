// Leading: offers, saying yes or not now, stepping back. The app invites; it never promotes and never praises.
export const leading = {
  offer_lead: 'Would you like to lead this?',
  offer_second: 'Would you like to help lead this?',
  offer_of_lead: 'Would you like to lead {title}?',
  offer_of_second: 'Would you like to help lead {title}?',
  what_lead:
    'You count heads, tick a short list, and say when to go. Someone helps you. You can step back at any time.',
  what_second: 'You walk with them and know the plan. Someone else leads. You can step back at any time.',
  yes_lead: 'Yes, I lead',
  yes_second: 'Yes, I help',
  not_now: 'Not now',
  said_yes: 'You said yes.',
  said_no: 'That is fine. Nobody is told why.',
  nobody_leads: 'Nobody leads this yet.',
  nobody_helps: 'Nobody helps the lead yet.',
  i_lead: 'I’d lead this',
  i_help: 'I’d help lead this',
  you_lead: 'You lead this.',
  you_help: 'You help lead this.',
  step_back: 'Step back from leading',
  step_back_help: 'Step back from helping',
  stepped_back: 'You stepped back. Thank you for what you did.',
} as const;
