// The rail beside the organiser's desk. Note for the translator: one or two short words each.
export const rail = {
  today: 'Today',
  ideas: 'Ideas',
  votes: 'Votes',
  times: 'Find a time',
  sheet: 'Rota sheet',
  activities: 'Activities',
  people: 'People',
  listening: 'Listening',
  member: 'My own Home',
} as const;
