/** Lines, tool calls and interruptions of the built-in scenario, when its user speaks in turn. */
export const builtInCourse = [
  'agent: Hello, this is the switchboard. Whom do you want to speak to?',
  'user: Miss Miller in accounts, please.',
  'tool: find_person',
  'agent: She is in. One moment, please.',
  'user: Thank you, I shall wait.',
  'agent: While you wait, let me tell you about our opening hours. We are open from nine to five, but not on Sundays.',
  'interruption',
  'user: No, I will call again. Goodbye.',
  'agent: Goodbye.',
]
